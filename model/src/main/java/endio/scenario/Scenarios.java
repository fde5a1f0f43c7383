// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.List;

/**
 * A family of scenarios. Found with {@link java.util.ServiceLoader}: a class on the class path with a public
 * constructor without parameters, named in {@code META-INF/services/endio.scenario.Scenarios}.
 */
public interface Scenarios {

    /** All of them, simplest first. */
    List<Scenario> all();
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.List;

/**
 * A family of generations that are alike. Found with {@link java.util.ServiceLoader}: a class on the class path with a
 * public constructor without parameters, named in {@code META-INF/services/endio.scenario.Generations}.
 */
public interface Generations {

    /** All of them. */
    List<? extends Generation> all();
}

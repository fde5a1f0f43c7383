// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.scenario.Mount;
import endio.scenario.Scenario;
import endio.scenario.Scenarios;
import java.util.List;

/** What the small models of bugs run in: nothing but a name, since they bring their world. */
public final class BugScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return Bugs.all().stream().filter(bug -> bug.shape() != null)
                .map(bug -> Scenario.named(bug.scenario()).about("bug",
                        bug.subject()).on(Mount.Type.OWN).build()).toList();
    }
}

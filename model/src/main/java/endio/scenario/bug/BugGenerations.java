// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.scenario.Generation;
import endio.scenario.Generations;
import java.util.ArrayList;
import java.util.List;

/** The small models of bugs, mended and not. */
public final class BugGenerations implements Generations {

    @Override
    public List<Generation> all() {
        List<Generation> all = new ArrayList<>();
        all.add(new Mended());
        for (Bug bug : Bugs.all()) {
            if (bug.shape() != null) {
                all.add(new Mended.Not(bug.shape()));
            }
        }
        return all;
    }
}

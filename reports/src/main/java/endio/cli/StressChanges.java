// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.StressRecord;
import endio.record.StressRecord.Test;
import endio.record.StressRecord.Verdict;
import endio.report.TextStress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What got worse from one run of the races to the next. */
final class StressChanges {
    private static final Set<Verdict> GOOD = Set.of(Verdict.OBSERVED, Verdict.AGREES);
    private static final Set<Verdict> BAD = Set.of(Verdict.NOT_OBSERVED, Verdict.DISAGREES, Verdict.ERROR);

    private StressChanges() {}

    /** A line for each race that was fine before and is not now. */
    static List<String> worse(StressRecord before, StressRecord now) {
        List<String> lines = new ArrayList<>();
        for (Test test : now.tests()) {
            before.tests().stream()
                    .filter(old -> old.race().equals(test.race()) && GOOD.contains(old.verdict()) && BAD.contains(test.verdict()))
                    .forEach(old -> lines.add(test.race() + ": " + TextStress.word(old.verdict()) + " before, now "
                            + TextStress.word(test.verdict())));
        }
        return lines;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report.question;

import endio.record.GenerationNote;
import endio.record.Question;
import endio.record.RunRecord;
import java.util.List;
import java.util.function.Function;

/** What a run says to the seed's questions. */
public final class Answers {
    private static final List<Function<Evidence, Question>> ALL = List.of(OneQueue::answer, Allocations::answer,
            BoundQueue::answer, Decision::answer);

    private Answers() {}

    /** Whether some answer rests on explorations of this family, of a generation of this origin. */
    public static boolean restsOn(String family, String origin) {
        return origin.equals(GenerationNote.VARIANT) || Decision.FAMILIES.contains(family);
    }

    /** The questions to which {@code run} explored anything, with its answers. */
    public static List<Question> of(RunRecord run) {
        Evidence evidence = new Evidence(run);
        return ALL.stream().map(ask -> ask.apply(evidence)).filter(q -> !q.rows().isEmpty()).toList();
    }
}

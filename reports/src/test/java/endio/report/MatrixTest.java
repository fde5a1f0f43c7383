// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import static org.assertj.core.api.Assertions.assertThat;

import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Reach;
import endio.report.Matrix.Word;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a cell may claim. */
class MatrixTest {
    private static final Found FOUND = new Found("S1", "property", "no", false, 3, "", "findings/x");

    private static Explored explored(Reach reach, long executions, long judged, Found... found) {
        return new Explored("x", "", "", "V3_11", reach, executions, 0, 0, 0, 0, List.of("S1"),
                new TreeMap<>(Map.of("S1", judged)),
                List.of(), List.of(found), "");
    }

    private static Matrix.Cell cell(Explored... explorations) {
        RunRecord sample = Samples.run();
        RunRecord run = new RunRecord(sample.schema(), sample.tool(), sample.settings(), "", sample.generations(),
                sample.properties(),
                List.of(explorations), sample.verdict());
        return new Matrix(run).cell(run.generations().get(0), run.properties().get(0));
    }

    @Test
    void itHoldsIfEverySearchThatExercisedItWasComplete() {
        assertThat(cell(explored(Reach.COMPLETE, 10, 3), explored(Reach.COMPLETE, 5, 0)).word()).isEqualTo(Word.HOLDS);
        assertThat(cell(explored(Reach.COMPLETE, 10, 3), explored(Reach.COMPLETE, 5, 0)).executions()).isEqualTo(10);
    }

    @Test
    void aSearchThatWasCutIsNeverAPass() {
        assertThat(cell(explored(Reach.COMPLETE, 10, 3), explored(Reach.BUDGET, 5, 1)).word()).isEqualTo(Word.CUT);
        assertThat(cell(explored(Reach.COMPLETE, 10, 3), explored(Reach.BOUNDED, 5, 1)).word()).isEqualTo(Word.BOUNDED);
        assertThat(cell(explored(Reach.BOUNDED, 10, 3), explored(Reach.INTERRUPTED, 5, 1)).word()).isEqualTo(Word.CUT);
        assertThat(cell(explored(Reach.COMPLETE, 10, 3), explored(Reach.NOT_RUN, 0, 0)).word()).isEqualTo(Word.CUT);
    }

    @Test
    void aSearchThatWasCutBeforeItMetThePropertyIsToldOf() {
        Matrix.Cell cell = cell(explored(Reach.COMPLETE, 10, 3), explored(Reach.BUDGET, 1000, 0));
        assertThat(cell.word()).isEqualTo(Word.HOLDS);
        assertThat(cell.unseen()).isEqualTo(1);
    }

    @Test
    void whatNothingExercisedDoesNotHold() {
        assertThat(cell(explored(Reach.COMPLETE, 10, 0)).word()).isEqualTo(Word.NOT_EXERCISED);
        assertThat(cell(explored(Reach.BUDGET, 10, 0)).word()).isEqualTo(Word.CUT);
        assertThat(cell().word()).isEqualTo(Word.NOT_CHECKED);
        assertThat(cell(explored(Reach.NOT_RUN, 0, 0)).word()).isEqualTo(Word.NOT_CHECKED);
    }

    @Test
    void oneViolationIsEnough() {
        assertThat(cell(explored(Reach.COMPLETE, 10, 3), explored(Reach.BUDGET, 1, 0, FOUND)).word())
                .isEqualTo(Word.VIOLATED);
    }
}

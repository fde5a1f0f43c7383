// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import static org.assertj.core.api.Assertions.assertThat;

import endio.record.GenerationNote;
import endio.record.RunRecord;
import endio.record.RunRecord.Absent;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Reach;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** File system by generation: what a kernel does not have is no pass, and neither is a search that was cut. */
class FileSystemsTest {
    private static final RunRecord SAMPLE = Samples.run();
    private static final GenerationNote V3_11 = SAMPLE.generations().get(0);
    private static final GenerationNote V3_12 = SAMPLE.generations().get(1);

    @Test
    void whatAKernelDoesNotHaveIsSaidSo() {
        FileSystems of = of(List.of(new Absent("XFS", "V3_12")), explored("XFS", "V3_11", Reach.COMPLETE));
        assertThat(of.cell("XFS", V3_11).text()).isEqualTo("all hold");
        assertThat(of.cell("XFS", V3_12).text()).isEqualTo("not in that generation");
        assertThat(of.generations("XFS")).containsExactly(V3_11);
    }

    @Test
    void whatWasNotRunIsNoPass() {
        assertThat(of(List.of(), explored("XFS", "V3_11", Reach.NOT_RUN)).cell("XFS", V3_11).text()).isEqualTo("not checked");
        assertThat(of(List.of()).cell("XFS", V3_11).text()).isEqualTo("not checked");
    }

    @Test
    void oneSearchThatWasCutLeavesTheAnswerOpen() {
        FileSystems of = of(List.of(), explored("ext4", "V3_12", Reach.COMPLETE), explored("ext4", "V3_12", Reach.BUDGET));
        assertThat(of.cell("ext4", V3_12).word()).isEqualTo(Matrix.Word.CUT);
    }

    @Test
    void violationsAreNamedInTheOrderOfTheMatrix() {
        FileSystems of = of(List.of(), explored("ext4", "V3_12", Reach.COMPLETE, "S29", "S1"),
                explored("OCFS2", "V3_12", Reach.COMPLETE));
        assertThat(of.cell("ext4", V3_12).text()).isEqualTo("S1 S29");
        assertThat(of.cell("OCFS2", V3_12).word()).isEqualTo(Matrix.Word.HOLDS);
    }

    private static FileSystems of(List<Absent> absent, Explored... explored) {
        return new FileSystems(new RunRecord(SAMPLE.schema(), SAMPLE.tool(), SAMPLE.settings(), "", SAMPLE.generations(),
                SAMPLE.properties(), List.of(explored), absent, List.of(), SAMPLE.verdict()));
    }

    private static Explored explored(String fileSystem, String generation, Reach reach, String... found) {
        return new Explored("x", "", "", generation, reach, 1, 0, 1, 1, 1, List.of("S1"), new TreeMap<>(), List.of(),
                List.of(found).stream().map(p -> new Found(p, "VIOLATED", "", true, 1, "", "")).toList(), List.of(), "",
                fileSystem);
    }
}

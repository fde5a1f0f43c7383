// SPDX-License-Identifier: GPL-2.0-or-later
package endio.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Survivors of a mutation run are held against what is written about them. */
class ExplanationsTest {
    private static final String BOUNDARY = "changed conditional boundary";

    @TempDir
    private Path dir;

    @BeforeEach
    void source() throws IOException {
        Files.createDirectories(dir.resolve("a/b"));
        Files.writeString(dir.resolve("a/b/Count.java"), "class Count {\n\n    if (at >= 0 && at < end) {\n    call();\n");
    }

    private static String mutation(String method, int line, int index, String change, boolean detected) {
        return "<mutation detected='" + detected + "' status='X'><sourceFile>Count.java</sourceFile><mutatedClass>a.b.Count$Run"
                + "</mutatedClass><mutatedMethod>" + method + "</mutatedMethod><lineNumber>" + line + "</lineNumber><indexes><index>"
                + index + "</index></indexes><description>" + change + "</description></mutation>";
    }

    private List<Mutation> report(String... mutations) throws IOException {
        Path xml = Files.writeString(dir.resolve("mutations.xml"), "<mutations>" + String.join("", mutations) + "</mutations>");
        return Mutation.read(xml, dir);
    }

    private static Explanations explained(String... lines) {
        return Explanations.read(List.of(lines));
    }

    private static Explanations second(String line) {
        return explained("# for people", "a.b.Count$Run.see", "    " + line, "    " + BOUNDARY + " (2 of 2)",
                "    - it never ends where it begins,", "      says somebody", "");
    }

    @Test
    void aSurvivorThatIsExplainedIsFine() throws IOException {
        assertThat(second("if (at >= 0 && at < end) {").against(report(mutation("lambda$see$3", 3, 9, BOUNDARY, false),
                mutation("lambda$see$3", 3, 7, BOUNDARY, true), mutation("see", 4, 1, "removed call to call", true)))).isEmpty();
    }

    @Test
    void aSurvivorThatIsNotExplainedIsTold() throws IOException {
        assertThat(explained().against(report(mutation("see", 4, 1, "removed call to call", false)))).singleElement().asString()
                .contains("survived", "a.b.Count$Run.see", "call();", "removed call to call");
    }

    @Test
    void anExplanationIsStaleOnceATestSeesTheChangeOrTheLineIsAnotherOne() throws IOException {
        List<Mutation> killed = report(mutation("see", 3, 7, BOUNDARY, true), mutation("see", 3, 9, BOUNDARY, true));
        assertThat(second("if (at >= 0 && at < end) {").against(killed)).singleElement().asString().contains("a test sees it");
        assertThat(second("if (at > 0 && at < end) {").against(killed)).singleElement().asString().contains("no such change");
    }

    @Test
    void whichOfTwoChangesOfOneLineSurvivedMatters() throws IOException {
        assertThat(second("if (at >= 0 && at < end) {").against(report(mutation("see", 3, 7, BOUNDARY, false),
                mutation("see", 3, 9, BOUNDARY, true)))).hasSize(2);
    }

    @Test
    void anExplanationHasToExplain() {
        assertThatThrownBy(() -> explained("a.b.Count.see", "call();", "removed call to call"))
                .hasMessage("no explanation: a.b.Count.see");
        assertThatThrownBy(() -> explained("a.b.Count.see", "call();", "removed call to call", "- equivalent"))
                .hasMessageContaining("that explains nothing");
        String[] once = {"a.b.Count.see", "call();", "removed call to call", "- nobody looks at what it leaves behind", ""};
        assertThatThrownBy(() -> explained(once[0], once[1], once[2], once[3], "", once[0], once[1], once[2], once[3]))
                .hasMessageContaining("explained twice");
        assertThat(explained(once).size()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenCanBeRead() throws IOException {
        assertThat(Explanations.read(Files.readAllLines(SurvivorsAreExplained.WRITTEN)).size()).isPositive();
    }
}

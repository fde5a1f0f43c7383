// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import endio.record.FindingRecord;
import endio.record.Records;
import endio.record.RunRecord;
import endio.record.RunRecord.Reach;
import endio.record.Step;
import endio.scenario.Catalogue;
import endio.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shell sees of each command: exit codes, words, and files. */
class EndioTest {
    /** The smallest scenario in which the seed commit violates a property. */
    private static final String KNOWN = "ext4-aio-unwritten@V3_12";

    private final Shell shell = new Shell();

    @TempDir
    Path temp;

    private String out() {
        return temp.resolve("out").toString();
    }

    @Test
    void aScenarioThatHoldsIsAsExpected() throws IOException {
        assertThat(shell.run("run", "aio-write@V3_11", "--out", out())).as(shell.err()).isZero();
        assertThat(shell.out()).contains("V3_11", "✓ holds complete", "as expected (exit 0)", "index.html");
        RunRecord run = Records.readRun(temp.resolve("out/run.json"));
        assertThat(run.explorations()).singleElement().satisfies(e -> assertThat(e.reach()).isEqualTo(Reach.COMPLETE));
        assertThat(temp.resolve("out/index.html")).content().contains("<table class=\"matrix\">");
    }

    @Test
    void aKnownViolationIsAsExpectedAndShown() throws IOException {
        assertThat(shell.run("explore", KNOWN, "--out", out())).as(shell.err()).isZero();
        assertThat(shell.out()).contains("BUG: endio: completion-after-conversion", "ext4_put_io_end()", "aio_complete",
                "endio replay '" + KNOWN);
        assertThat(Files.size(temp.resolve("out/findings/S1-ext4-aio-unwritten-V3_12/finding.html")))
                .as("a page that can be sent by mail").isLessThan(150_000);
    }

    /** The explorer lets the others go on after a crash: seventeen more steps here. */
    @Test
    void theStoryOfACrashEndsWithTheCrash() throws Exception {
        shell.run("explore", "sync-error@sync-drop-outside-lock", "--property", "S9", "--out", out());
        FindingRecord crash = Records.readFinding(
                temp.resolve("out/findings/crash-sync-error-sync-drop-outside-lock/finding.json"));
        assertThat(crash.steps()).last().extracting(Step::event).isEqualTo("crash");
        assertThat(crash.verdict().at()).containsExactly(crash.steps().size());
    }

    @Test
    void aViolationThatNobodyExpectsIsNotAsExpected() {
        Catalogue unsuspecting = withExpectations(Scenario.named("surprise").about("test", "nobody expects it")
                .unwritten(0, 1)
                .aioWrite(0, 1).build());
        assertThat(shell.run(unsuspecting, "run", "surprise@V3_12", "--out", out())).isEqualTo(1);
        assertThat(shell.out()).contains("VIOLATED!", "not as expected (exit 1)");
    }

    @Test
    void anExpectedViolationThatIsNotFoundIsNotAsExpected() {
        Catalogue wrong = withExpectations(Scenario.named("hopeful").about("test", "expects too much").written(0, 1)
                .aioWrite(0, 1).violates("V3_11", "a guess", "S1").build());
        assertThat(shell.run(wrong, "run", "hopeful@V3_11", "--out", out())).isEqualTo(1);
        assertThat(shell.out()).contains("NOT FOUND! S1 hopeful@V3_11: expected by a guess");
    }

    private static Catalogue withExpectations(Scenario scenario) {
        Catalogue all = Catalogue.load();
        List<Scenario> scenarios = new ArrayList<>(all.scenarios());
        scenarios.add(scenario);
        return new Catalogue(scenarios, all.generations());
    }

    @Test
    void aSearchThatWasCutIsNoPass() {
        assertThat(shell.run("run", "ext4-read-nolock@V3_11", "--budget", "1ms", "--out", out())).isZero();
        assertThat(shell.out()).doesNotContain("holds");
        assertThat(shell.run("run", "ext4-read-nolock@V3_11", "--budget", "1ms", "--require-complete", "--out", out()))
                .isEqualTo(3);
        assertThat(shell.out()).contains("incomplete (exit 3)");
    }

    @Test
    void anInterruptedRunWritesWhatIsKnown() throws IOException {
        shell.interrupt();
        assertThat(shell.run("run", "core", "--out", out())).isEqualTo(130);
        assertThat(Records.readRun(temp.resolve("out/run.json")).verdict().exit()).isEqualTo(130);
    }

    @Test
    void nothingSelectedIsSaid() {
        Catalogue empty = new Catalogue(List.of(), List.of());
        assertThat(shell.run(empty, "run", "--out", out())).isEqualTo(4);
        assertThat(shell.run(empty, "run", "--no-tests", "pass", "--out", out())).isZero();
    }

    @Test
    void wrongUsageIsOneLineWithAdvice() throws IOException {
        for (String[] wrong : new String[][] {
            {"rum"}, {"run", "--bugdet", "3"}, {"explore", "ext4-aio-unwriten"}, {"run", "--property", "S1x"},
                    {"run", "--budget", "soon"},
            {"run", "--jobs", "-3"}, {"replay", "nonsense"}, {"replay", "no-such-scenario@V3_12:e1:::0"},
            {"replay", "aio-write@V3_12:e1:x"},
            {"replay", "missing.json"}, {"report", "missing"}, {"conform", "missing.jsonl"},
            {"conform", "--level", "4", "x"}, {"help", "exit"}, {}}) {
            assertThat(shell.run(wrong)).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(shell.errLines()).as(String.join(" ", wrong)).singleElement().asString().startsWith("endio: ");
            assertThat(shell.out()).isEmpty();
        }
        shell.run("explore", "ext4-aio-unwriten");
        assertThat(shell.err()).contains("did you mean 'ext4-aio-unwritten'?");
        shell.run("rum");
        assertThat(shell.err()).contains("did you mean 'run'?");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aReplayShowsTheSameViolation() throws IOException {
        shell.run("explore", KNOWN, "--out", out());
        Path finding = temp.resolve("out/findings/S1-ext4-aio-unwritten-V3_12/finding.json");
        assertThat(shell.run("replay", finding.toString())).as(shell.err()).isZero();
        assertThat(shell.out()).contains("completion-after-conversion", "✗");
        String line = Records.readFinding(finding).replay().line();
        assertThat(line.length()).isLessThan(150);
        assertThat(shell.run("replay", line, "--all")).isZero();
        assertThat(shell.out()).contains("i_mutex");
        assertThat(shell.run("replay", line, "--json")).isZero();
        assertThat(shell.out().lines().toList()).allSatisfy(each -> assertThat(json(each).path("type").asText())
                .isEqualTo("finding"));
    }

    @Test
    void aReplayLineOfAnotherModelIsRefused() throws IOException {
        shell.run("explore", KNOWN, "--out", out());
        String line = Records.readFinding(temp.resolve("out/findings/S1-ext4-aio-unwritten-V3_12/finding.json"))
                .replay().line();
        assertThat(shell.run("replay", line.replace(KNOWN, "ext4-aio-two@V3_12"))).isEqualTo(2);
        assertThat(shell.errLines()).singleElement().asString().contains("is of model");
        assertThat(shell.run("replay", line.replace(":e1:", ":e1:f"))).isEqualTo(2);
        assertThat(shell.errLines()).singleElement().asString().contains("damaged");
    }

    @Test
    void jsonIsALineAnObject() throws IOException {
        assertThat(shell.run("run", KNOWN, "--json", "--out", out())).isZero();
        List<String> lines = shell.out().lines().toList();
        assertThat(lines).extracting(line -> json(line).path("type").asText()).startsWith("exploration")
                .contains("finding").endsWith("run");
        assertThat(json(lines.get(lines.size() - 1)).path("exit").asInt()).isZero();
        assertThat(shell.err()).contains("VIOLATED");
        assertThat(shell.run("list", "--json", KNOWN)).isZero();
        assertThat(json(shell.out()).path("id").asText()).isEqualTo(KNOWN);
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    /** The ordinary search finds S1 with one preemption; with none it cannot be seen, and that is no pass. */
    @Test
    void aBoundedSearchPassesNothing() throws IOException {
        assertThat(shell.run("explore", KNOWN, "--preemptions", "0", "--out", out())).as(shell.err()).isZero();
        assertThat(shell.out()).contains("bounded(0): traces that need 0 preemptions: 1;")
                .doesNotContain("completion-after-conversion");
        assertThat(shell.run("explore", KNOWN, "--preemptions", "0", "--require-complete", "--out", out()))
                .isEqualTo(ExitCode.INCOMPLETE.number());
        assertThat(shell.run("explore", KNOWN, "--preemptions", "1", "--out", out())).as(shell.err()).isZero();
        assertThat(shell.out()).contains("bounded(1): ", "completion-after-conversion", "explorer (at most 1 preemptions)");
    }

    @Test
    void randomExecutionsPassNothingAndWhatTheyFindIsReplayed() throws IOException {
        for (String strategy : List.of("pct", "pos", "uniform", "random")) {
            assertThat(shell.run("explore", KNOWN, "--strategy", strategy, "--runs", "300", "--seed", "7", "--require-complete",
                    "--out", out())).isEqualTo(ExitCode.INCOMPLETE.number());
            assertThat(shell.out()).contains("sampled", "different traces; " + strategy + ": ");
            // A walk that tosses at each step seldom lets two threads through before a third takes one step.
            if (strategy.equals("random")) {
                continue;
            }
            assertThat(shell.out()).contains("completion-after-conversion");
            String line = Records.readFinding(temp.resolve("out/findings/S1-ext4-aio-unwritten-V3_12/finding.json")).replay().line();
            assertThat(shell.run("replay", line)).isZero();
            assertThat(shell.out()).contains("completion-after-conversion");
        }
        assertThat(shell.run("explore", KNOWN, "--strategy", "pct", "--preemptions", "1", "--out", out())).isEqualTo(2);
        assertThat(shell.run("explore", KNOWN, "--strategy", "luck", "--out", out())).isEqualTo(2);
    }

    @Test
    void reportMakesTheSameViewsAgain() throws IOException {
        shell.run("run", KNOWN, "--out", out());
        List<String> before = files();
        assertThat(shell.run("report", out())).isZero();
        assertThat(files()).isEqualTo(before);
        assertThat(shell.run("report", out(), "--out", temp.resolve("again").toString())).isZero();
        assertThat(temp.resolve("again/index.html")).hasSameTextualContentAs(temp.resolve("out/index.html"));
    }

    private List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(temp.resolve("out"))) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.add(file + "\n" + Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void theSameSearchWritesTheSameFinding() throws IOException {
        shell.run("explore", KNOWN, "--out", out());
        shell.run("explore", KNOWN, "--out", temp.resolve("again").toString());
        Path finding = Path.of("findings/S1-ext4-aio-unwritten-V3_12/finding.json");
        assertThat(temp.resolve("again").resolve(finding)).hasSameTextualContentAs(temp.resolve("out").resolve(finding))
                .content().doesNotContainPattern("@[0-9a-f]{6,8}\\b(?!:)");
    }

    @Test
    void aSecondRunTakesThePlaceOfTheFirst() {
        shell.run("run", KNOWN, "--out", out());
        shell.run("run", "aio-write@V3_11", "--out", out());
        assertThat(temp.resolve("out/findings")).doesNotExist();
        assertThat(temp).isDirectoryNotContaining(p -> !p.getFileName().toString().equals("out"));
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws IOException {
        Files.createDirectories(temp.resolve("out"));
        Files.writeString(temp.resolve("out/thesis.txt"), "mine");
        assertThat(shell.run("run", "aio-write@V3_11", "--out", out())).isEqualTo(2);
        assertThat(shell.errLines()).singleElement().asString().contains("not of endio");
        assertThat(temp.resolve("out")).isDirectoryContaining(p -> p.endsWith("thesis.txt"));
    }

    @Test
    void whereNothingCanBeWrittenNothingIsRun() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        for (Path impossible : List.of(file, file.resolve("below"))) {
            assertThat(shell.run("run", "aio-write@V3_11", "--out", impossible.toString())).isEqualTo(2);
            assertThat(shell.errLines()).singleElement().asString().startsWith("endio: ");
        }
        assertThat(temp).isDirectoryContaining(p -> p.equals(file));
    }

    @Test
    void aFullDiskLeavesNothingBehind() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Folder folder = Folder.open(temp.resolve("out"));
        folder.write("run.json", "{}");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> folder.write("/dev/full", "x".repeat(10_000)))
                .isInstanceOf(Refusal.class).hasMessageContaining("No space left");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aRecordThatIsNoneIsOneLine() throws IOException {
        shell.run("run", KNOWN, "--out", out());
        Path run = temp.resolve("out/run.json");
        String good = Files.readString(run);
        for (String bad : List.of("", "{", "[]", "null", good.substring(0, good.length() / 2),
                good.replace("endio-run-1", "endio-run-9"),
                good.replace("findings/S1", "../../S1"), good.replace("\"reach\" : \"COMPLETE\"",
                "\"reach\" : \"SURE\""), "[".repeat(100_000),
                good.replace("\"generation\" : \"V3_12\"", "\"generation\" : \"V9\""))) {
            Files.writeString(run, bad, StandardCharsets.UTF_8);
            assertThat(shell.run("report", out())).as(bad.substring(0, Math.min(40, bad.length()))).isEqualTo(2);
            assertThat(shell.errLines()).singleElement().asString().startsWith("endio: ").hasSizeLessThan(500);
        }
    }

    @Test
    void aBrokenGoldenListIsOneLineThatNamesFileAndLine() throws IOException {
        Path list = Files.writeString(temp.resolve("broken.jsonl"), "{\"id\":\n");
        assertThat(shell.run("conform", list.toString())).isEqualTo(2);
        assertThat(shell.errLines()).singleElement().asString().contains("broken.jsonl:1");
    }

    @Test
    void helpTellsOfCommandsAndExitCodes() {
        assertThat(shell.run("--help")).isZero();
        assertThat(shell.out()).contains("run", "explore", "replay", "conform", "report", "list");
        assertThat(shell.run("help", "exit-codes")).isZero();
        assertThat(shell.out().lines().map(l -> l.strip().replaceFirst(" .*", "")))
                .containsExactly("0", "1", "2", "3", "4", "5", "70", "130");
        assertThat(shell.run("run", "--help")).isZero();
        assertThat(shell.out()).contains("Examples:");
        assertThat(shell.run("--version")).isZero();
        assertThat(shell.run("help", "matrix")).isZero();
    }
}

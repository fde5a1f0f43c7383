// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import endio.record.BugNote;
import endio.record.BugsRecord;
import endio.record.Records;
import endio.record.StrategyRecord;
import endio.record.StrategyRecord.Row;
import endio.record.StrategyRecord.Try;
import endio.record.UnreadableRecord;
import endio.report.HtmlIndex;
import endio.scenario.Catalogue;
import endio.scenario.bug.Bug;
import endio.scenario.bug.Bugs;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of {@code endio run} about historical bugs. */
class BugHuntTest {

    private static final long FIND_MICROS = 1_000_000;
    private static final long HOLD_MICROS = 10_000_000;

    /** The times are those of the better of two searches: the first one also loads the classes. */
    @Test
    void everyBugIsFoundWithAnExecutionThatShowsItAndSoon() {
        BugHunt cold = hunt();
        BugHunt hunt = hunt();
        assertThat(hunt.rows()).hasSameSizeAs(Bugs.all());
        assertThat(hunt.rows()).allSatisfy(row -> {
            assertThat(row.result()).as(row.id()).isEqualTo("found");
            assertThat(row.steps()).as(row.id()).isPositive();
            assertThat(row.mended().result()).as(row.mended().entry()).isEqualTo("holds");
        });
        for (int i = 0; i < hunt.rows().size(); i++) {
            BugNote first = cold.rows().get(i);
            BugNote second = hunt.rows().get(i);
            assertThat(Math.min(first.micros(), second.micros())).as("µs until %s is found", first.id())
                    .isLessThanOrEqualTo(FIND_MICROS);
            assertThat(Math.min(first.mended().micros(), second.mended().micros())).as("µs until %s holds", first.mended().entry())
                    .isLessThanOrEqualTo(HOLD_MICROS);
        }
        assertThat(hunt.rows().stream().mapToLong(BugNote::micros).sorted().skip(hunt.rows().size() / 2).findFirst().orElseThrow())
                .as("the median").isLessThan(FIND_MICROS / 10);
        assertThat(hunt.missed()).isFalse();
        assertThat(hunt.text(100).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    private static BugHunt hunt() {
        return BugHunt.over(Catalogue.load(), OtherEngines.kept(), System.nanoTime() + Duration.ofMinutes(5).toNanos(), () -> false);
    }

    @Test
    void theIndexHasOneTableOfAllEngines() throws Exception {
        String page = HtmlIndex.of(Records.readRun(Path.of("src/test/resources/golden/run.json")), null, null,
                hunt(row("found", "holds")).record());
        assertThat(page).contains("1 of 1 found", "<th scope=\"col\">pct</th>", "4, 0.2 ms 7/10");
    }

    @Test
    void whatTimeCutWasNotSearchedForAndIsNotMissed() {
        BugHunt hunt = BugHunt.over(Catalogue.load(), OtherEngines.kept(), System.nanoTime(), () -> false);
        assertThat(hunt.rows()).extracting(BugNote::result).containsOnly("cut");
        assertThat(hunt.missed()).isFalse();
    }

    @Test
    void oneThatASearchOfAllDidNotFindIsMissed() {
        assertThat(hunt(row("found", "holds")).missed()).isFalse();
        assertThat(hunt(row("not found", "holds")).missed()).isTrue();
        assertThat(hunt(row("found", "violated")).missed()).isTrue();
    }

    @Test
    void whatIsKeptIsReadAgain(@TempDir Path folder) throws Exception {
        BugHunt hunt = hunt(row("found", "holds"), row("not found", "violated"));
        Path file = Files.writeString(folder.resolve(BugsRecord.FILE), Records.write(hunt.record()));
        assertThat(Records.readBugs(file)).isEqualTo(hunt.record());
        assertThat(Files.writeString(file, "[{")).satisfies(cut ->
                assertThatThrownBy(() -> Records.readBugs(cut)).isInstanceOf(UnreadableRecord.class));
    }

    /** The whole record is what its schema says; and what the schema does not say is refused. */
    @Test
    void theSchemaIsThatOfTheRecord() throws Exception {
        BugHunt hunt = BugHunt.over(Catalogue.load(), OtherEngines.kept(), System.nanoTime() + Duration.ofSeconds(1).toNanos(),
                () -> false);
        try (InputStream in = Records.class.getResourceAsStream("bugs.schema.json")) {
            JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
            assertThat(schema.validate(new ObjectMapper().readTree(Records.write(hunt.record())))).isEmpty();
            assertThat(schema.validate(new ObjectMapper().readTree(Records.write(hunt(row("lost", "holds")).record())))).hasSize(1);
        }
    }

    /** The figures of others go with where a bug is: those of another place are no figures of it. */
    @Test
    void whatOthersFoundIsReadFromTheFilesOfStrategies(@TempDir Path folder) throws Exception {
        Bug bug = Bugs.all().get(0);
        List<Try> tries = List.of(new Try(1, true, 7, 70), new Try(2, true, 9, 90), new Try(3, false, 100, 1000));
        Path file = Files.writeString(folder.resolve("s.json"), Records.write(new StrategyRecord(StrategyRecord.SCHEMA, Version.TOOL,
                "Java 25", 100, 2000, List.of(new Row(bug.id(), bug.property(), bug.entry(), "pct", tries),
                        new Row(bug.id(), bug.property(), "other@place", "pos", tries),
                        new Row(bug.id(), bug.property(), bug.entry(), "explorer", tries)))));
        OtherEngines others = OtherEngines.of(List.of(file));
        assertThat(others.of(bug)).containsExactly(new BugNote.Other("pct", 3, 2, 9, 90));
        assertThat(others.measured()).containsExactly("pct, pos: Java 25, at most 100 executions or 2000 ms a seed");
    }

    /** Measured anew by {@code endio strategies -o}, to be kept as {@code endio/report/strategies.json}. */
    @Test
    void theFiguresThatAreKeptAreOfWhereBugsAreToday() {
        OtherEngines kept = OtherEngines.kept();
        assertThat(Bugs.all()).allSatisfy(bug -> assertThat(kept.of(bug)).as(bug.toString()).extracting(BugNote.Other::engine)
                .contains("pct", "pos", "uniform", "random").doesNotHaveDuplicates());
    }

    /** A world of its own tells what was seen in words. */
    @Test
    void whatWasSeenIsSaidBesideWhatWasDue(@TempDir Path out) {
        Shell shell = new Shell();
        assertThat(shell.run("explore", "bug-b11@b11", "--out", out.resolve("o").toString(), "-q")).as(shell.err()).isZero();
        assertThat(shell.out()).contains("block 0 is 2, due is 1", "kernel    b11 1c9114f9c0f1: ");
    }

    private static BugHunt hunt(BugNote... rows) {
        return new BugHunt(new BugsRecord(BugsRecord.SCHEMA, Version.TOOL, "here", List.of(rows), List.of()));
    }

    private static BugNote row(String result, String mended) {
        return new BugNote("B99", "none", "", "read", "S1", "x@y", "explorer", result, 3, 1, 0,
                new BugNote.Mended("x@z", mended, 3, 1), List.of(new BugNote.Other("pct", 10, 7, 4, 200)));
    }
}

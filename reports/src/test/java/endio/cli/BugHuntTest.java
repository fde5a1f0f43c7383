// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.record.BugNote;
import endio.record.Records;
import endio.record.UnreadableRecord;
import endio.scenario.Catalogue;
import endio.scenario.bug.Bugs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of {@code endio run} about historical bugs. */
class BugHuntTest {

    @Test
    void everyBugIsFoundWithAnExecutionThatShowsIt() {
        BugHunt hunt = BugHunt.over(Catalogue.load(), System.nanoTime() + Duration.ofMinutes(5).toNanos(), () -> false);
        assertThat(hunt.rows()).hasSameSizeAs(Bugs.all());
        assertThat(hunt.rows()).allSatisfy(row -> {
            assertThat(row.result()).as(row.id()).isEqualTo("found");
            assertThat(row.steps()).as(row.id()).isPositive();
            assertThat(row.mended().result()).as(row.mended().entry()).isEqualTo("holds");
        });
        assertThat(hunt.missed()).isFalse();
        assertThat(hunt.text(100).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void whatTimeCutWasNotSearchedForAndIsNotMissed() {
        BugHunt hunt = BugHunt.over(Catalogue.load(), System.nanoTime(), () -> false);
        assertThat(hunt.rows()).extracting(BugNote::result).containsOnly("cut");
        assertThat(hunt.missed()).isFalse();
    }

    @Test
    void oneThatASearchOfAllDidNotFindIsMissed() {
        assertThat(new BugHunt(List.of(row("found", "holds"))).missed()).isFalse();
        assertThat(new BugHunt(List.of(row("not found", "holds"))).missed()).isTrue();
        assertThat(new BugHunt(List.of(row("found", "violated"))).missed()).isTrue();
    }

    @Test
    void whatIsKeptIsReadAgain(@TempDir Path folder) throws Exception {
        BugHunt hunt = new BugHunt(List.of(row("found", "holds"), row("not found", "violated")));
        Path file = Files.writeString(folder.resolve(Records.BUGS_FILE), hunt.json());
        assertThat(Records.readBugs(file)).isEqualTo(hunt.rows());
        assertThat(Files.writeString(file, "[{")).satisfies(cut ->
                assertThatThrownBy(() -> Records.readBugs(cut)).isInstanceOf(UnreadableRecord.class));
    }

    private static BugNote row(String result, String mended) {
        return new BugNote("B99", "none", "", "read", "S1", "x@y", "explorer", result, 3, 1, 0,
                new BugNote.Mended("x@z", mended, 3, 1));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import endio.scenario.Catalogue;
import endio.scenario.bug.Bugs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        assertThat(hunt.rows()).extracting(BugHunt.Row::result).containsOnly("cut");
        assertThat(hunt.missed()).isFalse();
    }

    @Test
    void oneThatASearchOfAllDidNotFindIsMissed() {
        assertThat(new BugHunt(List.of(row("found", "holds"))).missed()).isFalse();
        assertThat(new BugHunt(List.of(row("not found", "holds"))).missed()).isTrue();
        assertThat(new BugHunt(List.of(row("found", "violated"))).missed()).isTrue();
    }

    private static BugHunt.Row row(String result, String mended) {
        return new BugHunt.Row("B99", "none", "", "read", "S1", "x@y", "explorer", result, 3, 1, 0,
                new BugHunt.Mended("x@z", mended, 3, 1));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.Event;
import endio.event.FileSystemEvent.SyncBegin;
import endio.event.FileSystemEvent.SyncEnd;
import endio.event.InodeEvent.PageWriteback;
import org.junit.jupiter.api.Test;

/** S37, its part about pages: whoever has waited for a page has waited for the conversion of its block. */
class WritebackPropertiesTest {
    private static final Event BEGINS = new PageWriteback(0, 3, true);
    private static final Event ENDS = new PageWriteback(0, 3, false);
    private static final Event SYNC = new SyncBegin("fsync");
    private static final Event SYNCED = new SyncEnd("fsync", 0);

    /** A flusher writes (0), fsync is entered (1), the block is converted (3), the page ends writeback (4), fsync is over (5). */
    private static Story flushed() {
        return Story.of(task(0).says(BEGINS), task(1).says(SYNC),
                kworker(0).says(convertBegin(1, -1, 3, 1), convertEnd(1, -1, 3, 1), ENDS), task(1).says(SYNCED));
    }

    @Test
    void holdsIfTheSyncHasWaitedForThePage() {
        assertThat(flushed().unordered().ordered(0, 1).ordered(0, 2).ordered(4, 5).judge("S37"))
                .matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void isViolatedIfTheSyncHasWaitedForNothing() {
        assertThat(flushed().unordered().ordered(0, 1).ordered(0, 2).judge("S37").positions().get(0))
                .containsExactly(3, 5);
    }

    @Test
    void asksNothingOfASyncThatWasEnteredBefore() {
        assertThat(flushed().unordered().ordered(0, 2).judge("S37").holds()).isTrue();
    }

    @Test
    void asksASyncForWhatItWroteItself() {
        Story own = Story.of(task(0).says(SYNC, BEGINS), kworker(0).says(convertEnd(1, -1, 3, 1), ENDS),
                task(0).says(SYNCED));
        assertThat(own.judge("S37").holds()).isTrue();
        assertThat(own.unordered().ordered(1, 2).judge("S37").positions().get(0)).containsExactly(2, 4);
    }

    @Test
    void isViolatedIfThePageEndsItsWritebackFirst() {
        Story early = Story.of(task(0).says(BEGINS), irq(0).says(ENDS), kworker(0).says(convertEnd(1, -1, 3, 1)));
        assertThat(early.unordered().ordered(0, 1).ordered(1, 2).judge("S37").positions().get(0)).containsExactly(2, 1);
    }

    @Test
    void saysNothingOfOtherBlocksAndOfConversionsOfDirectWrites() {
        Story other = Story.of(task(0).says(BEGINS), irq(0).says(ENDS), kworker(0).says(convertEnd(1, -1, 4, 1)));
        assertThat(other.judge("S37")).matches(v -> v.holds() && v.judged() == 0);
        Story direct = Story.of(task(0).says(BEGINS), irq(0).says(ENDS), kworker(0).says(convertEnd(1, 0, 3, 1)));
        assertThat(direct.judge("S37")).matches(v -> v.holds() && v.judged() == 0);
    }

    /** The page was written again: what is converted now is due to its second writeback. */
    @Test
    void tellsOneWritebackOfAPageFromTheNext() {
        Story twice = Story.of(task(0).says(BEGINS), irq(0).says(ENDS), task(0).says(BEGINS),
                kworker(0).says(convertEnd(1, -1, 3, 1), ENDS));
        assertThat(twice.judge("S37")).matches(v -> v.holds() && v.judged() == 1);
    }
}

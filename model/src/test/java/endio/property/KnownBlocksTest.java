// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.BLOCK;
import static endio.property.Said.unwritten;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.Event;
import endio.event.FileSystemEvent.BlockRun;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.InodeEvent.SetIsize;
import endio.event.MappingEvent.GetBlock;
import endio.event.RequestEvent.Issue;
import endio.property.Ledger.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of blocks and sizes: found unwritten, settled by a conversion, had by a file. */
class KnownBlocksTest {
    private static final int EIO = -5;

    private static Request request(Event issue) {
        Ledger ledger = new Ledger();
        ledger.on(5, task(0).context(), issue);
        return ledger.request(0);
    }

    private static Issue write(int ino, long off, long bytes, int blkbits) {
        return new Issue(0, ino, true, false, off, bytes, false, 64 * BLOCK, blkbits);
    }

    private static final Request WRITE = request(write(0, 2 * BLOCK, 4 * BLOCK, 12));

    /** What a conversion leaves of the blocks 0 to 9. */
    private static String left(Request r, int ino, long off, long bytes, int ret, BlockRun... converted) {
        Blocks blocks = new Blocks();
        blocks.add(0, 10);
        new Conversions.Ended(9, new ConvertEnd(1, 0, ino, -1, off, bytes, -1, ret, List.of(converted))).settle(r, blocks);
        return blocks.isEmpty() ? "" : blocks.toString();
    }

    @Test
    void aConversionThatWentWellSettlesWholeBlocksAroundItsRange() {
        assertThat(left(WRITE, 0, 2 * BLOCK, 2 * BLOCK, 0)).isEqualTo("blocks 0-1, 4-9");
        assertThat(left(WRITE, 0, 2 * BLOCK + 1, BLOCK, 0)).isEqualTo("blocks 0-1, 4-9");
        assertThat(left(WRITE, 0, 3 * BLOCK - 1, 2, 0)).isEqualTo("blocks 0-1, 4-9");
        assertThat(left(WRITE, 0, 3 * BLOCK - 1, 1, 0)).isEqualTo("blocks 0-1, 3-9");
        assertThat(left(WRITE, 0, 2 * BLOCK + 1, 0, 0)).as("of nothing").isEqualTo("blocks 0-9");
    }

    @Test
    void oneThatFailedSettlesOnlyWhatItHasChanged() {
        assertThat(left(WRITE, 0, 2 * BLOCK, 2 * BLOCK, EIO)).isEqualTo("blocks 0-9");
        assertThat(left(WRITE, 0, 2 * BLOCK, 2 * BLOCK, EIO, new BlockRun(2, 1))).isEqualTo("blocks 0-1, 3-9");
        assertThat(left(WRITE, 0, 2 * BLOCK, BLOCK, 0, new BlockRun(7, 2))).isEqualTo("blocks 0-1, 3-6, 9");
    }

    @Test
    void oneOfAnotherInodeSettlesNothingAndOneThatNamesNoInodeSettles() {
        assertThat(left(WRITE, 1, 0, 9 * BLOCK, 0, new BlockRun(0, 9))).isEqualTo("blocks 0-9");
        assertThat(left(request(write(1, 0, BLOCK, 12)), 0, 0, 9 * BLOCK, 0)).isEqualTo("blocks 0-9");
        assertThat(left(WRITE, -1, 0, 9 * BLOCK, 0)).isEqualTo("block 9");
        assertThat(left(request(write(-1, 0, BLOCK, 12)), 3, 0, 9 * BLOCK, 0)).isEqualTo("block 9");
        assertThat(left(new Ledger().request(0), 0, 0, 9 * BLOCK, 0)).as("a request that nobody saw enter")
                .isEqualTo("blocks 0-9");
    }

    @Test
    void whereTheBlockSizeIsNotKnownOneSettlesAllOfARequestThatItCovers() {
        Request unknown = request(write(0, 2 * BLOCK, 4 * BLOCK, -1));
        assertThat(left(unknown, 0, 2 * BLOCK, 4 * BLOCK, 0)).isEmpty();
        assertThat(left(unknown, 0, 2 * BLOCK + 1, 4 * BLOCK, 0)).as("it begins later").isEqualTo("blocks 0-9");
        assertThat(left(unknown, 0, 2 * BLOCK, 4 * BLOCK - 1, 0)).as("it ends earlier").isEqualTo("blocks 0-9");
        assertThat(left(unknown, 0, BLOCK, 4 * BLOCK, 0)).as("it ends earlier").isEqualTo("blocks 0-9");
        assertThat(left(unknown, 0, BLOCK, 9 * BLOCK, 0)).isEmpty();
    }

    @Test
    void blocksOfOneByteAreBlocks() {
        Request bytes = request(write(0, 2, 4, 0));
        assertThat(left(bytes, 0, 2, 1, 0)).isEqualTo("blocks 0-1, 3-9");
        UnwrittenBlocks found = new UnwrittenBlocks();
        found.on((GetBlock) unwritten(0, 2, 4));
        assertThat(found.of(bytes, 3)).hasToString("blocks 2-4");
    }

    @Test
    void aWriteHasToHaveConvertedWhatItFoundUnwrittenWithinTheBytesThatItReports() {
        UnwrittenBlocks found = new UnwrittenBlocks();
        found.on((GetBlock) unwritten(0, 2, 2));
        found.on((GetBlock) unwritten(0, 4, 2));
        assertThat(found.of(WRITE, 4 * BLOCK)).hasToString("blocks 2-3, 4-5");
        assertThat(found.of(WRITE, 2 * BLOCK + 1)).hasToString("blocks 2-3, 4");
        assertThat(found.of(WRITE, 2 * BLOCK)).hasToString("blocks 2-3");
        assertThat(found.of(request(write(0, 2 * BLOCK + 1, BLOCK, 12)), 0).isEmpty()).as("nothing of nothing").isTrue();
        assertThat(found.of(WRITE, EIO).isEmpty()).isTrue();
        assertThat(found.of(request(write(0, 0, BLOCK, -1)), 1)).as("all where the block size is not known")
                .hasToString("blocks 2-3, 4-5");
    }

    @Test
    void aReadAndARequestThatNobodySawEnterHaveNothingToConvert() {
        UnwrittenBlocks found = new UnwrittenBlocks();
        found.on((GetBlock) unwritten(0, 2, 2));
        assertThat(found.of(request(Said.aioRead(0, 2, 2, 64 * BLOCK)), BLOCK).isEmpty()).isTrue();
        assertThat(found.of(new Ledger().request(0), BLOCK).isEmpty()).isTrue();
    }

    @Test
    void aMappingCountsUpToWhatWasAskedFor() {
        UnwrittenBlocks found = new UnwrittenBlocks();
        found.on(new GetBlock(0, 2, 1, true, 0, 3, true, false, true, true, false, 100));
        found.on(new GetBlock(0, 5, 3, true, 0, 1, true, false, true, true, false, 100));
        found.on(new GetBlock(0, 3, 1, true, EIO, 1, true, false, true, true, false, 100));
        assertThat(found.of(WRITE, 9 * BLOCK)).hasToString("blocks 2, 5");
    }

    @Test
    void aFileMayHaveAnySizeThatItHadSinceTheRequestEnteredOrMayHaveHad() {
        Ledger ledger = new Ledger();
        ledger.on(5, task(0).context(), write(0, 0, BLOCK, 12));
        Sizes sizes = new Sizes();
        sizes.on(1, new SetIsize(0, 1));
        sizes.on(2, new SetIsize(1, 2));
        sizes.on(6, new SetIsize(0, 3));
        sizes.on(7, new SetIsize(1, 99 * BLOCK));
        assertThat(sizes.since(ledger.request(0), AS_RECORDED)).containsExactly(64L * BLOCK, 3L);
        assertThat(sizes.largestSince(ledger.request(0), AS_RECORDED)).isEqualTo(64L * BLOCK);
        ledger.on(5, task(0).context(), write(-1, 0, BLOCK, 12));
        assertThat(sizes.largestSince(ledger.request(0), AS_RECORDED)).as("an inode that is not known").isEqualTo(99L * BLOCK);
        assertThat(sizes.since(ledger.request(1), AS_RECORDED)).isEmpty();
        assertThat(sizes.largestSince(ledger.request(1), AS_RECORDED)).isEqualTo(Long.MAX_VALUE);
    }

    private static final Judge AS_RECORDED = new Judge() {
        @Override
        public boolean before(int a, int b) {
            return a < b;
        }

        @Override
        public void judged() {}

        @Override
        public void violated(String sentence, int... at) {
            throw new AssertionError(sentence);
        }
    };
}

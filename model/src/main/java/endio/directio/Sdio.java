// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.BufferHead;
import endio.vfs.GetBlock;
import endio.vfs.UserPages.Page;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct dio_submit} (fs/direct-io.c@7b7a8665edd8): where the walk over a request stands. It lies on the
 * submitter's stack, nobody else ever sees it, so nothing in it is a cell. Blocks are of {@link #blkbits}, unless
 * said otherwise.
 */
public final class Sdio {
    /** The device. */
    public final BlockDevice bdev;
    /** {@code get_block}. */
    public final GetBlock getBlock;
    /** {@code submit_io}, or null. */
    public final @Nullable DioSubmit submitIo;
    /** {@code map_bh}, beside it on the stack. */
    public final BufferHead mapBh = new BufferHead();
    /** log2 of the unit of this request: a file system block, or a logical block of the device. */
    public final int blkbits;
    /** By how much a block of the file system is larger, log2. */
    public final int blkfactor;

    /** The bio that is being built. */
    public @Nullable Bio bio;
    /** File position of its first byte. */
    public long logicalOffsetInBio;
    /** The block behind its last one, on the device. */
    public long finalBlockInBio = -1;

    /** Bytes of all vectors walked or begun. */
    public long size;
    /** Next block in the file. */
    public long blockInFile;
    /** The block behind the vector's last one. */
    public long finalBlockInRequest;
    /** Mapped blocks that are not used yet. */
    public long blocksAvailable;
    /** Next block on the device. */
    public long nextBlockForIo = -1;
    /** First block of the first page of the vector. */
    public int firstBlockInPage;
    /** The beginning of the first block of the file system was looked at. */
    public boolean startZeroDone;
    /** The present mapping ends before a block that has to be read to map on. */
    public boolean boundary;
    /** Bios begun since ended ones were reaped. */
    public int reapCounter;
    /** Mapping calls so far. */
    public int mappings;

    /** The section that is held back: its page, where in it, how long, and where on the device and in the file. */
    public @Nullable Page curPage;
    public int curPageOffset;
    public int curPageLen;
    public long curPageBlock;
    public long curPageFsOffset;

    /** Next page of the vector to pin, and how many are left. */
    public long currUserPage;
    public long currPage;
    public long totalPages;
    /**
     * From v3.16 on: what is left of the vectors, and which bytes of the first and of the last pinned page belong to
     * them.
     */
    public @Nullable IovIter iter;
    public int from;
    public int to;
    /** First page in {@code dio->pages} that was not looked at, and the end of the pinned ones. */
    public int head;
    public int tail;

    Sdio(BlockDevice bdev, GetBlock getBlock, @Nullable DioSubmit submitIo, int iBlkbits, int blkbits, long offset) {
        this.bdev = bdev;
        this.getBlock = getBlock;
        this.submitIo = submitIo;
        this.blkbits = blkbits;
        this.blkfactor = iBlkbits - blkbits;
        this.blockInFile = offset >> blkbits;
    }
}

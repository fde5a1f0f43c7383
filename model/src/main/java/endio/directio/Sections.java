// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.BufferHead.State;
import endio.vfs.UserPages;
import endio.vfs.UserPages.Page;

/**
 * Sections become bios: a run of a page that lies together on the device is held back until it is known whether the
 * next one joins it, and then put into a bio (fs/direct-io.c@7b7a8665edd8, unchanged since v3.10). All of it runs in
 * the submitting task.
 */
abstract class Sections implements DirectIo {
    /** {@code PAGE_SHIFT}. */
    static final int PAGE_SHIFT = 12;
    /** {@code PAGE_SIZE} in bytes. */
    static final int PAGE_SIZE = 1 << PAGE_SHIFT;

    private final Kernel kernel;
    private final UserPages userPages;

    Sections(Kernel kernel, UserPages userPages) {
        this.kernel = kernel;
        this.userPages = userPages;
    }

    /** The kernel that it is part of. */
    protected final Kernel kernel() {
        return kernel;
    }

    /** The memory that requests are made over. */
    protected final UserPages userPages() {
        return userPages;
    }

    /** {@code dio_bio_submit}: gives the bio under construction to the device. */
    protected abstract void dioBioSubmit(Dio dio, Sdio sdio);

    /** {@code dio_bio_reap}: 0, or the error of an ended bio. */
    protected abstract int dioBioReap(Dio dio, Sdio sdio);

    /** {@code dio_bio_alloc}: the bio under construction is a new one. */
    protected abstract void dioBioAlloc(Dio dio, Sdio sdio, long firstSector);

    /**
     * {@code submit_page_section}: holds a section back, so that a later one can join it, and sends the one that was
     * held.
     *
     * @return 0, or the error of a bio that was reaped meanwhile
     */
    protected int submitPageSection(Dio dio, Sdio sdio, Page page, int offset, int len, long blocknr) {
        if (page.equals(sdio.curPage) && sdio.curPageOffset + sdio.curPageLen == offset
                && sdio.curPageBlock + (sdio.curPageLen >> sdio.blkbits) == blocknr) {
            sdio.curPageLen += len;
        } else {
            if (sdio.curPage != null) {
                int ret = dioSendCurPage(dio, sdio);
                putCurPage(sdio);
                if (ret != 0) {
                    return ret;
                }
            }
            userPages.get(page);
            sdio.curPage = page;
            sdio.curPageOffset = offset;
            sdio.curPageLen = len;
            sdio.curPageBlock = blocknr;
            sdio.curPageFsOffset = sdio.blockInFile << sdio.blkbits;
        }
        return sdio.boundary ? submitAtBoundary(dio, sdio) : 0;
    }

    /**
     * The end of {@code submit_page_section} before a boundary. After a bio that was reaped with an error there is
     * none to submit, and the kernel crashes here until v4.15.
     */
    protected int submitAtBoundary(Dio dio, Sdio sdio) {
        int ret = dioSendCurPage(dio, sdio);
        dioBioSubmit(dio, sdio);
        putCurPage(sdio);
        return ret;
    }

    /** The held section was sent or is dropped. */
    protected final void putCurPage(Sdio sdio) {
        if (sdio.curPage != null) {
            userPages.put(sdio.curPage);
            sdio.curPage = null;
        }
    }

    /** {@code dio_send_cur_page}: puts the held section into a bio; 0, or the error of a bio that was reaped. */
    protected int dioSendCurPage(Dio dio, Sdio sdio) {
        if (sdio.bio != null) {
            long nextOffset = sdio.logicalOffsetInBio + sdio.bio.size();
            if (sdio.finalBlockInBio != sdio.curPageBlock || sdio.curPageFsOffset != nextOffset) {
                dioBioSubmit(dio, sdio);
            }
        }
        if (sdio.bio == null) {
            int ret = dioNewBio(dio, sdio);
            if (ret != 0) {
                return ret;
            }
        }
        if (!dioBioAddPage(sdio)) {
            dioBioSubmit(dio, sdio);
            int ret = dioNewBio(dio, sdio);
            if (ret != 0) {
                return ret;
            }
            kernel.bugOn(!dioBioAddPage(sdio), "empty bio takes no page in dio_send_cur_page");
        }
        return 0;
    }

    /** {@code dio_new_bio}: reaps, then begins a bio at the held section; 0, or the error of a bio that was reaped. */
    protected int dioNewBio(Dio dio, Sdio sdio) {
        int ret = dioBioReap(dio, sdio);
        if (ret != 0) {
            return ret;
        }
        dioBioAlloc(dio, sdio, sdio.curPageBlock << (sdio.blkbits - 9));
        sdio.boundary = false;
        return 0;
    }

    /** {@code dio_bio_add_page}: whether the bio took the held section. */
    protected boolean dioBioAddPage(Sdio sdio) {
        Bio bio = kernel.follow(sdio.bio, "bio", "dio_bio_add_page");
        Page page = kernel.follow(sdio.curPage, "cur_page", "dio_bio_add_page");
        if (bio.segments() >= sdio.bdev.bioMaxPages()) {
            return false;
        }
        bio.addPage(page, sdio.curPageLen);
        userPages.get(page);
        sdio.finalBlockInBio = sdio.curPageBlock + (sdio.curPageLen >> sdio.blkbits);
        return true;
    }

    /**
     * {@code dio_zero_block}: fills the part of a new block of the file system that the request does not write.
     *
     * @param end the part behind the request, not the one before it
     */
    protected void dioZeroBlock(Dio dio, Sdio sdio, boolean end) {
        sdio.startZeroDone = true;
        if (sdio.blkfactor == 0 || !sdio.mapBh.test(State.NEW)) {
            return;
        }
        long blocksPerFsBlock = 1L << sdio.blkfactor;
        long chunkBlocks = sdio.blockInFile & (blocksPerFsBlock - 1);
        if (chunkBlocks == 0) {
            return;
        }
        if (end) {
            chunkBlocks = blocksPerFsBlock - chunkBlocks;
        }
        int ret = submitPageSection(dio, sdio, Page.ZERO, 0, (int) (chunkBlocks << sdio.blkbits), sdio.nextBlockForIo);
        if (ret == 0) {
            sdio.nextBlockForIo += chunkBlocks;
        }
    }
}

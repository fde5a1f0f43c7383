// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.event.Errno;
import endio.event.MappingEvent;
import endio.kernel.Kernel;
import endio.vfs.BufferHead;
import endio.vfs.BufferHead.State;
import endio.vfs.GetBlock;
import endio.vfs.UserPages;
import endio.vfs.UserPages.Page;

/**
 * How the submitter walks over a request: user pages and mapped blocks become sections (fs/direct-io.c@7b7a8665edd8,
 * unchanged since v3.10). All of it runs in the submitting task and touches nothing that anybody else sees but the
 * size of the inode.
 */
abstract class Walk extends Sections {
    /** A read has come to the end of the file: no error, and nothing more to do. */
    protected static final int END_OF_FILE = 1;

    Walk(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    /** {@code dio_refill_pages}: pins the next pages of the vector; 0 or a negative errno. */
    protected int dioRefillPages(Dio dio, Sdio sdio) {
        int want = (int) Math.min(sdio.totalPages - sdio.currPage, Dio.DIO_PAGES);
        int ret = getUserPages(dio, sdio, sdio.currUserPage, want);
        if (ret > 0) {
            sdio.currUserPage += ret;
            sdio.currPage += ret;
        }
        return Math.min(ret, 0);
    }

    /**
     * The common part: pins pages into {@code dio->pages}, or puts the zero page there for one that cannot be pinned.
     * Then blocks are allocated already, and they must not keep what was in them.
     *
     * @return how many were pinned, 0 if the zero page stands for one, or a negative errno
     */
    protected final int getUserPages(Dio dio, Sdio sdio, long first, int want) {
        kernel().mightSleep("get_user_pages");
        int ret = userPages().getUserPages(dio.req(), first, want);
        kernel().say(new MappingEvent.GetPages(dio.req(), first, want, ret));
        if (ret < 0 && sdio.blocksAvailable > 0 && dio.write) {
            if (dio.pageErrors.load() == 0) {
                dio.pageErrors.store(ret);
            }
            userPages().get(Page.ZERO);
            dio.pages[0] = Page.ZERO;
            sdio.head = 0;
            sdio.tail = 1;
            return 0;
        }
        if (ret > 0) {
            for (int i = 0; i < ret; i++) {
                dio.pages[i] = new Page(dio.req(), first + i);
            }
            sdio.head = 0;
            sdio.tail = ret;
        }
        return ret;
    }

    /** {@code dio_cleanup}: lets go of the pinned pages that were not looked at. */
    protected void dioCleanup(Dio dio, Sdio sdio) {
        while (sdio.head < sdio.tail) {
            userPages().put(dio.pages[sdio.head++]);
        }
    }

    /**
     * {@code get_more_blocks}: asks the file system where the next blocks are.
     *
     * @return 0, the error of a page that could not be pinned before, or the file system's error
     */
    protected int getMoreBlocks(Dio dio, Sdio sdio) {
        int ret = (int) dio.pageErrors.load();
        if (ret != 0) {
            return ret;
        }
        BufferHead mapBh = sdio.mapBh;
        long fsStartblk = sdio.blockInFile >> sdio.blkfactor;
        long fsCount = ((sdio.finalBlockInRequest - 1) >> sdio.blkfactor) - fsStartblk + 1;
        mapBh.clearState();
        mapBh.bSize = fsCount << dio.inode.blkbits();
        boolean create = dio.write && !(dio.flags.contains(Flag.SKIP_HOLES) && insideFile(dio, sdio, fsStartblk));
        kernel().say(new MappingEvent.GetBlockBegin(dio.req(), sdio.mappings++, fsStartblk, fsCount, create));
        ret = sdio.getBlock.getBlock(dio.inode, dio.req(), fsStartblk, mapBh, create);
        boolean mapped = mapBh.test(State.MAPPED);
        kernel().say(new MappingEvent.GetBlock(dio.req(), fsStartblk, fsCount, create, ret,
                mapBh.bSize >> dio.inode.blkbits(), mapped, mapBh.test(State.NEW), mapBh.test(State.UNWRITTEN),
                mapBh.test(State.DEFER_COMPLETION), mapBh.test(State.BOUNDARY), mapped ? mapBh.bBlocknr : -1));
        dio.priv.store(mapBh.bPrivate);
        return ret;
    }

    /** {@code DIO_SKIP_HOLES}: whether blocks lie inside the file; a last one that the file fills in part does not. */
    protected boolean insideFile(Dio dio, Sdio sdio, long fsStartblk) {
        return sdio.blockInFile < dio.inode.iSize().load() >> sdio.blkbits;
    }

    /** {@code clean_blockdev_aliases}: drops stale buffers of new blocks, one after the other. */
    protected void cleanBlockdevAliases(Dio dio, BufferHead mapBh) {
        long nblocks = mapBh.bSize >> dio.inode.blkbits();
        for (long i = 0; i < nblocks; i++) {
            kernel().say(new MappingEvent.CleanAlias(mapBh.bBlocknr + i, 1));
        }
    }

    /**
     * {@code do_direct_IO}: walks over one vector.
     *
     * @return 0, a negative errno, or {@code -ENOTBLK} if a write met a hole that it must not fill
     */
    protected int doDirectIo(Dio dio, Sdio sdio) {
        int blocksPerPage = PAGE_SIZE >> sdio.blkbits;
        int blockInPage = sdio.firstBlockInPage;
        while (sdio.blockInFile < sdio.finalBlockInRequest) {
            if (sdio.head == sdio.tail) {
                int ret = dioRefillPages(dio, sdio);
                if (ret != 0) {
                    return ret;
                }
            }
            Page page = dio.pages[sdio.head++];
            int ret = doPage(dio, sdio, page, blockInPage, blocksPerPage);
            userPages().put(page);
            if (ret != 0) {
                return ret == END_OF_FILE ? 0 : ret;
            }
            blockInPage = 0;
        }
        return 0;
    }

    /**
     * One page of {@code do_direct_IO}, from {@code blockInPage} to {@code blocksPerPage} or to the end of the
     * vector.
     */
    final int doPage(Dio dio, Sdio sdio, Page page, int blockInPage, int blocksPerPage) {
        while (blockInPage < blocksPerPage) {
            if (sdio.blocksAvailable == 0) {
                int ret = getMoreBlocks(dio, sdio);
                if (ret != 0) {
                    return ret;
                }
                beginMapping(dio, sdio);
            }
            if (!sdio.mapBh.test(State.MAPPED)) {
                if (dio.write) {
                    return -Errno.ENOTBLK;
                }
                if (atEndOfFile(dio, sdio)) {
                    return END_OF_FILE;
                }
                kernel().say(new MappingEvent.ZeroUser(dio.req(), blockInPage << sdio.blkbits, 1 << sdio.blkbits));
                sdio.blockInFile++;
                blockInPage++;
            } else {
                if (sdio.blkfactor != 0 && !sdio.startZeroDone) {
                    dioZeroBlock(dio, sdio, false);
                }
                long chunkBlocks = Math.min(sdio.blocksAvailable,
                        Math.min(blocksPerPage - blockInPage, sdio.finalBlockInRequest - sdio.blockInFile));
                if (chunkBlocks == sdio.blocksAvailable) {
                    sdio.boundary = sdio.mapBh.test(State.BOUNDARY);
                }
                int ret = submitPageSection(dio, sdio, page, blockInPage << sdio.blkbits,
                        (int) (chunkBlocks << sdio.blkbits), sdio.nextBlockForIo);
                if (ret != 0) {
                    return ret;
                }
                sdio.nextBlockForIo += chunkBlocks;
                sdio.blockInFile += chunkBlocks;
                blockInPage += (int) chunkBlocks;
                sdio.blocksAvailable -= chunkBlocks;
            }
            if (sdio.blockInFile == sdio.finalBlockInRequest) {
                return 0;
            }
        }
        return 0;
    }

    private void beginMapping(Dio dio, Sdio sdio) {
        BufferHead mapBh = sdio.mapBh;
        if (!mapBh.test(State.MAPPED)) {
            return;
        }
        sdio.blocksAvailable = mapBh.bSize >> sdio.blkbits;
        sdio.nextBlockForIo = mapBh.bBlocknr << sdio.blkfactor;
        if (mapBh.test(State.NEW)) {
            cleanBlockdevAliases(dio, mapBh);
        }
        if (sdio.blkfactor == 0) {
            return;
        }
        long remainder = sdio.blockInFile & ((1L << sdio.blkfactor) - 1);
        // The beginning of a new block is zeroed first, so there the block stays where it begins.
        if (!mapBh.test(State.NEW)) {
            sdio.nextBlockForIo += remainder;
        }
        sdio.blocksAvailable -= remainder;
    }

    /**
     * Whether a read over a hole is at the end of the file: at its present size, rounded up to the unit of the
     * request.
     */
    protected boolean atEndOfFile(Dio dio, Sdio sdio) {
        long unit = 1L << sdio.blkbits;
        long sizeAligned = (dio.inode.iSize().load() + unit - 1) & -unit;
        return sdio.blockInFile >= sizeAligned >> sdio.blkbits;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.event.DioEvent;
import endio.event.Errno;
import endio.event.InodeEvent;
import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.Slab;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.DioIodone;
import endio.vfs.GetBlock;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The core as in v3.11, parent of 7b7a8665edd8 (fs/direct-io.c, git blob 7ab90f5081ee). The last bio completes the
 * request where it ends. A file system with an {@code end_io} is called there too, and has to drop {@code
 * i_dio_count} and to complete the kiocb itself.
 */
public class V3_11 extends Bios {
    /** {@link #begin}: the walk may start; a request that is over returns 0 or a negative errno. */
    protected static final long STARTED = 1;

    private final Slab dioCache;

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V3_11(Kernel kernel) {
        this(kernel, UserPages.of(kernel));
    }

    /** Over {@code userPages}. */
    public V3_11(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
        this.dioCache = kernel.slab("dio");
    }

    /** {@code do_blockdev_direct_IO}. */
    @Override
    public long blockdevDirectIo(boolean write, Kiocb iocb, Inode inode, BlockDevice bdev, List<IoVec> iov, long offset,
            GetBlock getBlock, @Nullable DioIodone endIo, @Nullable DioSubmit submitIo, Set<Flag> flags) {
        int blkbits = unit(inode, bdev, iov, offset);
        if (blkbits < 0) {
            return blkbits;
        }
        long end = offset;
        for (IoVec vec : iov) {
            end += vec.len();
        }
        if (!write && end == offset) {
            return 0;
        }
        ObjectId id = dioCache.alloc(iocb.req());
        kernel().say(new DioEvent.DioAlloc(iocb.req(), id == null ? -1 : id.number()));
        if (id == null) {
            return -Errno.ENOMEM;
        }
        Dio dio = new Dio(kernel(), id, flags, write, inode, iocb, endIo);
        boolean locked = !write && flags.contains(Flag.LOCKING);
        long retval = locked ? lockAndFlush(inode, iocb.req(), offset, end) : 0;
        boolean started = false;
        Sdio sdio = new Sdio(bdev, getBlock, submitIo, inode.blkbits(), blkbits, offset);
        if (retval == 0) {
            retval = begin(dio, offset, end);
            started = retval == STARTED;
            if (started) {
                retval = walk(dio, sdio, iov);
            }
            if (locked) {
                inode.unlock(iocb.req());
            }
        }
        if (!started) {
            dioFree(id);
            return retval;
        }
        return submitted(dio, sdio, offset, retval);
    }

    /** The checks of {@code do_blockdev_direct_IO}: log2 of the unit of the request, or {@code -EINVAL}. */
    protected int unit(Inode inode, BlockDevice bdev, List<IoVec> iov, long offset) {
        int blkbits = inode.blkbits();
        long all = offset;
        for (IoVec vec : iov) {
            all |= vec.addr() | vec.len();
        }
        if ((all & ((1L << blkbits) - 1)) != 0) {
            blkbits = bdev.logicalBlockBits();
        }
        return (all & ((1L << blkbits) - 1)) != 0 ? -Errno.EINVAL : blkbits;
    }

    /** Start of a {@code DIO_LOCKING} read: 0 with {@code i_mutex} taken, or a negative errno without it. */
    protected final int lockAndFlush(Inode inode, int req, long offset, long end) {
        inode.lock(req);
        int ret = inode.filemapWriteAndWaitRange(offset, end - 1);
        kernel().say(new InodeEvent.FlushRange(inode.ino(), req, offset, end - 1, ret));
        if (ret != 0) {
            inode.unlock(req);
        }
        return ret;
    }

    /**
     * The part of {@code do_blockdev_direct_IO} that makes the request count.
     *
     * @param end the byte behind its last one
     * @return {@link #STARTED}, or what the request returns because it is over
     */
    protected long begin(Dio dio, long offset, long end) {
        inodeDioBegin(dio);
        dio.isAsync = isAsync(dio, end);
        dio.iSize = dio.inode.iSize().load();
        return STARTED;
    }

    /** {@code atomic_inc(&inode->i_dio_count)}. */
    protected void inodeDioBegin(Dio dio) {
        dio.inode.dioBegin();
    }

    /** {@code inode_dio_done}. */
    protected void inodeDioEnd(Dio dio) {
        dio.inode.dioDone();
    }

    /** {@code is_async}: a write beyond the end is made synchronous. */
    protected boolean isAsync(Dio dio, long end) {
        return !dio.iocb.sync() && !(dio.write && end > dio.inode.iSize().load());
    }

    /**
     * The walk of {@code do_blockdev_direct_IO}, from the first vector to the end of the plug; 0 or a negative errno.
     */
    protected int walk(Dio dio, Sdio sdio, List<IoVec> iov) {
        int retval = walkVectors(dio, sdio, iov);
        if (retval == -Errno.ENOTBLK) {
            // The caller writes the rest through the page cache.
            retval = 0;
        }
        dioZeroBlock(dio, sdio, true);
        if (sdio.curPage != null) {
            int ret = dioSendCurPage(dio, sdio);
            if (retval == 0) {
                retval = ret;
            }
            putCurPage(sdio);
        }
        if (sdio.bio != null) {
            dioBioSubmit(dio, sdio);
        }
        kernel().say(new DioEvent.Unplug(dio.req()));
        dioCleanup(dio, sdio);
        return retval;
    }

    /** One vector after the other, each walked by itself. */
    protected int walkVectors(Dio dio, Sdio sdio, List<IoVec> iov) {
        for (IoVec vec : iov) {
            sdio.size += vec.len();
            sdio.finalBlockInRequest = sdio.blockInFile + (vec.len() >> sdio.blkbits);
            beginVector(sdio, vec);
            int ret = doDirectIo(dio, sdio);
            dio.result.add(vec.len() - ((sdio.finalBlockInRequest - sdio.blockInFile) << sdio.blkbits));
            if (ret != 0) {
                dioCleanup(dio, sdio);
                return ret;
            }
        }
        return 0;
    }

    /** Sets where the pages of a vector come from. */
    protected final void beginVector(Sdio sdio, IoVec vec) {
        int inPage = (int) (vec.addr() & (PAGE_SIZE - 1));
        sdio.firstBlockInPage = inPage >> sdio.blkbits;
        sdio.head = 0;
        sdio.tail = 0;
        sdio.currPage = 0;
        sdio.currUserPage = vec.addr() >> PAGE_SHIFT;
        sdio.totalPages = vec.len() == 0 ? 0 : (inPage + vec.len() + PAGE_SIZE - 1) >> PAGE_SHIFT;
    }

    /**
     * The end of {@code do_blockdev_direct_IO}: decides who completes the request, and does it if it is the
     * submitter.
     */
    protected long submitted(Dio dio, Sdio sdio, long offset, long retval) {
        kernel().bugOn(retval == -Errno.EIOCBQUEUED, "retval == -EIOCBQUEUED in do_blockdev_direct_IO");
        long result = dio.result.load();
        if (dio.isAsync && retval == 0 && result != 0 && (!dio.write || result == sdio.size)) {
            retval = -Errno.EIOCBQUEUED;
        }
        if (retval != -Errno.EIOCBQUEUED) {
            dioAwaitCompletion(dio);
        }
        if (dropRefcount(dio) == 0) {
            return completeAndFree(dio, offset, retval, false);
        }
        kernel().bugOn(retval != -Errno.EIOCBQUEUED, "retval != -EIOCBQUEUED in do_blockdev_direct_IO");
        return retval;
    }

    /** {@code dio_bio_end_aio}, in an interrupt: the last one completes the request. */
    @Override
    protected void dioBioEndAio(Bio bio) {
        Dio dio = dio(bio, "dio_bio_end_aio");
        dioBioComplete(dio, bio);
        if (putBioReference(dio) == 0) {
            completeAndFree(dio, dio.iocb.kiPos().load(), 0, true);
        }
    }

    /** Both callers of {@code dio_complete} free the dio after it. */
    protected long completeAndFree(Dio dio, long offset, long ret, boolean async) {
        long result = dioComplete(dio, offset, ret, async);
        dioFree(dio.id);
        return result;
    }

    /** {@code kmem_cache_free(dio_cache, dio)}. */
    protected final void dioFree(ObjectId id) {
        kernel().say(new DioEvent.DioFree(id.number()));
        dioCache.free(id);
    }

    /**
     * {@code dio_complete}: once for each dio, by whoever dropped the last reference. If the file system has an
     * {@code end_io} and bytes were submitted, {@code inode_dio_done} and {@code aio_complete} are its business.
     *
     * @param offset of the request
     * @param ret 0, {@code -EIOCBQUEUED} or what the walk failed with
     * @param async nobody waits: the kiocb is to be completed
     * @return the result of the request
     */
    protected long dioComplete(Dio dio, long offset, long ret, boolean async) {
        Outcome outcome = gather(dio, offset, ret);
        if (dio.endIo != null && outcome.result() != 0) {
            endIo(dio, dio.endIo, offset, outcome.transferred(), outcome.ret(), async);
        } else {
            inodeDioEnd(dio);
            if (async) {
                dio.iocb.aioComplete(outcome.ret());
            }
        }
        return outcome.ret();
    }

    /**
     * What the final completer finds in the dio.
     *
     * @param result bytes put under I/O
     * @param transferred the same, cut at the end of the file for a read
     * @param ret result of the request: the first error there is, or {@code transferred}
     */
    protected record Outcome(long result, long transferred, long ret) {}

    /** The beginning of {@code dio_complete}. */
    protected Outcome gather(Dio dio, long offset, long ret) {
        long result = dio.result.load();
        long pageErrors = dio.pageErrors.load();
        long ioError = dio.ioError.load();
        kernel().say(new DioEvent.Gathered(dio.req(), dio.number(), result, pageErrors, ioError, deferred(dio)));
        long transferred = result;
        if (!dio.write && result != 0 && offset + transferred > dio.iSize) {
            transferred = dio.iSize - offset;
        }
        long first = ofWalk(ret, result);
        if (first == 0) {
            first = pageErrors;
        }
        if (first == 0) {
            first = ioError;
        }
        return new Outcome(result, transferred, first == 0 ? transferred : first);
    }

    /** What of the walk's error {@code ret} counts in the result. */
    protected long ofWalk(long ret, long result) {
        return ret == -Errno.EIOCBQUEUED ? 0 : ret;
    }

    /** Whether the request asked for completion in process context; no request does before v3.12. */
    protected boolean deferred(Dio dio) {
        return false;
    }

    /** Calls {@code end_io}. */
    protected final long endIo(Dio dio, DioIodone endIo, long offset, long bytes, long ret, boolean async) {
        Object priv = dio.priv.load();
        kernel().say(new DioEvent.EndIo(dio.req(), offset, bytes, priv != null, ret, async));
        return endIo.endIo(dio.iocb, offset, bytes, priv, ret, async);
    }
}

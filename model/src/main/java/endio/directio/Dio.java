// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.Pointer;
import endio.kernel.SpinLock;
import endio.kernel.Task;
import endio.kernel.Work;
import endio.vfs.Bio;
import endio.vfs.DioIodone;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.UserPages.Page;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct dio} (fs/direct-io.c@7b7a8665edd8): one direct request. What is written after the first bio was
 * submitted is a cell; the rest is immutable by then.
 */
public final class Dio {
    /** {@code DIO_PAGES}: user pages that are pinned at a time. */
    public static final int DIO_PAGES = 64;

    /** Its identity in its slab. */
    public final ObjectId id;
    /** {@code flags}. */
    public final Set<DirectIo.Flag> flags;
    /** {@code rw & WRITE}. */
    public final boolean write;
    /** {@code inode}. */
    public final Inode inode;
    /** {@code iocb}. */
    public final Kiocb iocb;
    /** {@code end_io}, or null. */
    public final @Nullable DioIodone endIo;
    /** {@code i_size} when the request began; not written any more when the first bio is submitted. */
    public long iSize;
    /** {@code is_async}: its bios, and not its submitter, may complete it; likewise. */
    public boolean isAsync;

    /** {@code private}: what the last mapping left in {@code b_private}; stored by the submitter alone. */
    public final Pointer<Object> priv;
    /** {@code page_errors}: why a user page could not be pinned; stored by the submitter alone. */
    public final Plain pageErrors;
    /** {@code result}: bytes put under I/O; stored by the submitter alone. */
    public final Plain result;
    /** {@code defer_completion}, from v3.12 on: never cleared. */
    public final Plain deferCompletion;
    /** {@code io_error}: stored outside the lock by whoever completes a failed bio. */
    public final Plain ioError;

    /** {@code bio_lock}: always taken with interrupts off. */
    public final SpinLock bioLock;
    /** {@code refcount}: under {@code bio_lock}. One of the submitter, one of each bio. */
    public final Plain refcount;
    /** {@code bio_list}: ended bios of a synchronous request, linked by {@code bi_private}, last in, first out. */
    public final Pointer<Bio> bioList;
    /** {@code waiter}: the submitter if it sleeps, under {@code bio_lock}. */
    public final Pointer<Task> waiter;

    /** {@code pages}: the pinned pages that were not looked at yet, of the submitter alone. */
    public final Page[] pages = new Page[DIO_PAGES];
    /** {@code complete_work}, from v3.12 on: lies over {@link #pages}. */
    public final Work completeWork;

    Dio(Kernel kernel, ObjectId id, Set<DirectIo.Flag> flags, boolean write, Inode inode, Kiocb iocb,
            @Nullable DioIodone endIo) {
        this.id = id;
        this.flags = Set.copyOf(flags);
        this.write = write;
        this.inode = inode;
        this.iocb = iocb;
        this.endIo = endIo;
        this.priv = kernel.pointer(id, "private", null);
        this.pageErrors = kernel.plain(id, "page_errors", 0);
        this.result = kernel.plain(id, "result", 0);
        this.deferCompletion = kernel.plain(id, "defer_completion", 0);
        this.ioError = kernel.plain(id, "io_error", 0);
        this.bioLock = kernel.spinLock(id, "bio_lock");
        this.refcount = kernel.plain(id, "refcount", 1);
        this.bioList = kernel.pointer(id, "bio_list", null);
        this.waiter = kernel.pointer(id, "waiter", null);
        this.completeWork = new Work(kernel, id, "complete_work", id.number());
    }

    /** Its number in events. */
    public int number() {
        return id.number();
    }

    /** Number of its request in events. */
    public int req() {
        return iocb.req();
    }

    @Override
    public String toString() {
        return id.toString();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.Pointer;
import endio.kernel.Task;
import endio.kernel.Work;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct iomap_dio} (fs/iomap.c, later fs/iomap/direct-io.c): one direct request. What is written after it was
 * made is a cell.
 */
public final class IomapDio {
    /** {@code IOMAP_DIO_UNWRITTEN}: an unwritten extent was written. */
    public static final long UNWRITTEN = 1;
    /** {@code IOMAP_DIO_COW}: a shared extent was written. */
    public static final long COW = 1 << 1;
    /** {@code IOMAP_DIO_COMP_WORK}: completion needs a worker; from v6.19 on. */
    public static final long COMP_WORK = 1 << 24;
    /** {@code IOMAP_DIO_NO_INVALIDATE}: completion leaves the page cache alone; from v6.18 on. */
    public static final long NO_INVALIDATE = 1 << 25;
    /** {@code IOMAP_DIO_CALLER_COMP}: the issuer may be asked to complete it; v6.6 to v6.18. */
    public static final long CALLER_COMP = 1 << 26;
    /** {@code IOMAP_DIO_INLINE_COMP}: it can be completed in an interrupt; v6.6 to v6.18. */
    public static final long INLINE_COMP = 1 << 27;
    /**
     * {@code IOMAP_DIO_WRITE_THROUGH}, before v6.5 {@code IOMAP_DIO_WRITE_FUA}: all written so far is durable by
     * itself.
     */
    public static final long WRITE_THROUGH = 1 << 28;
    /** {@code IOMAP_DIO_NEED_SYNC}: completion has to sync; from v4.18 on. */
    public static final long NEED_SYNC = 1 << 29;
    /** {@code IOMAP_DIO_DIRTY}: pages of the user are dirty when the data is there. */
    public static final long DIRTY = 1L << 31;

    /** Its identity in its slab. */
    public final ObjectId id;
    /** {@code iocb}. */
    public final Kiocb iocb;
    /** {@code file_inode(iocb->ki_filp)}. */
    public final Inode inode;
    /** {@code submit.iter}; of the submitter alone. */
    public final IovIter iter;
    /** {@code ops}. */
    public final IomapOps ops;
    /** {@code dops}, or null. */
    public final @Nullable IomapDioOps dops;
    /** {@code dio_flags}: an argument of {@code iomap_dio_rw}. */
    public final Set<IomapDirectIo.Flag> dioFlags;
    /** {@code done_before}. */
    public final long doneBefore;
    /** {@code i_size} when the request began. */
    public final long iSize;

    /** {@code size}: bytes put under I/O, zeroed or copied; stored by the submitter alone. */
    public final Plain size;
    /** {@code ref}: one of the submitter, one of each bio. */
    public final Atomic ref;
    /** {@code flags}: mostly of the submitter; the completer changes it from v6.18 on. */
    public final Plain flags;
    /** {@code error}: the first one stays, by {@code cmpxchg}; 0 or a negative errno. */
    public final Plain error;
    /** {@code wait_for_completion}: plain, stored before the submitter drops its reference. */
    public final Plain waitForCompletion;
    /** {@code submit.waiter}: the submitter, until the last bio takes it. */
    public final Pointer<Task> waiter;
    /** {@code aio.work}: lies over {@code submit}. */
    public final Work work;

    IomapDio(Kernel kernel, ObjectId id, Kiocb iocb, Inode inode, IovIter iter, IomapOps ops,
            @Nullable IomapDioOps dops, Set<IomapDirectIo.Flag> dioFlags, long doneBefore, long iSize) {
        this.id = id;
        this.iocb = iocb;
        this.inode = inode;
        this.iter = iter;
        this.ops = ops;
        this.dops = dops;
        this.dioFlags = Set.copyOf(dioFlags);
        this.doneBefore = doneBefore;
        this.iSize = iSize;
        this.size = kernel.plain(id, "size", 0);
        this.ref = kernel.atomic(id, "ref", 1);
        this.flags = kernel.plain(id, "flags", 0);
        this.error = kernel.plain(id, "error", 0);
        this.waitForCompletion = kernel.plain(id, "wait_for_completion", 0);
        this.waiter = kernel.pointer(id, "submit.waiter", kernel.current());
        this.work = new Work(kernel, id, "aio.work", id.number());
    }

    /** Its number in events. */
    public int number() {
        return id.number();
    }

    /** Number of its request in events. */
    public int req() {
        return iocb.req();
    }

    /** {@code flags & IOMAP_DIO_WRITE}, which never changes and is no part of {@link #flags} here. */
    public boolean write() {
        return iter.write();
    }

    /** {@code flags & mask}, one plain load. */
    public boolean has(long mask) {
        return (flags.load() & mask) != 0;
    }

    /** {@code flags |= mask}: a plain load and a plain store. */
    public void set(long mask) {
        flags.store(flags.load() | mask);
    }

    /** {@code flags &= ~mask}: a plain load and a plain store. */
    public void clear(long mask) {
        flags.store(flags.load() & ~mask);
    }

    @Override
    public String toString() {
        return id.toString();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.blkdev;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.Pointer;
import endio.kernel.Task;
import endio.vfs.Bio;
import endio.vfs.Kiocb;

/** {@code struct blkdev_dio} (fs/block_dev.c): lies in front of the first bio of its request, and goes with it. */
public final class BlkdevDio {
    /** Its identity. */
    public final ObjectId id;
    /** {@code bio}: the first one. */
    public final Bio bio;
    /** {@code iocb}. */
    public final Kiocb iocb;
    /** {@code is_sync}: set before the first bio is submitted. */
    public final boolean isSync;
    /** {@code waiter}: the submitter, until the last bio takes it; of a synchronous request. */
    public final Pointer<Task> waiter;
    /** {@code size}: bytes put under I/O; stored by the submitter, each before its bio is submitted. */
    public final Plain size;
    /** {@code multi_bio}: {@link #ref} counts. Until v5.16. */
    public final Plain multiBio;
    /** {@code ref}: a reference for each bio that was submitted and for the one that is being built. */
    public final Atomic ref;
    /**
     * {@code bio.bi_status}, of the bio: the first error stays, by a plain load and a plain store; 0 or a negative
     * errno.
     */
    public final Plain biStatus;
    /** {@code bio.__bi_cnt}, of the bio: as long as somebody holds the first bio, the dio is there. */
    public final Atomic biCnt;

    BlkdevDio(Kernel kernel, ObjectId id, Bio bio, Kiocb iocb, boolean isSync) {
        this.id = id;
        this.bio = bio;
        this.iocb = iocb;
        this.isSync = isSync;
        this.waiter = kernel.pointer(id, "waiter", kernel.current());
        this.size = kernel.plain(id, "size", 0);
        this.multiBio = kernel.plain(id, "multi_bio", 0);
        this.ref = kernel.atomic(id, "ref", 1);
        this.biStatus = kernel.plain(bio.id(), "bi_status", 0);
        this.biCnt = kernel.atomic(bio.id(), "__bi_cnt", 1);
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

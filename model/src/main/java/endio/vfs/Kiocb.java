// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.event.RequestEvent;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.Pointer;

/** A {@code struct kiocb}: one request, synchronous or not. */
public final class Kiocb {
    private final Kernel kernel;
    private final int req;
    private final ObjectId id;
    private final boolean sync;
    private final Pointer<Object> priv;
    private final Plain kiPos;
    private final Plain reported;

    /**
     * @param req number of the request
     * @param sync {@code is_sync_kiocb}
     * @param pos {@code ki_pos}
     */
    public Kiocb(Kernel kernel, int req, boolean sync, long pos) {
        this.kernel = kernel;
        this.req = req;
        this.id = new ObjectId("kiocb", req);
        this.sync = sync;
        this.priv = kernel.pointer(id, "private", null);
        this.kiPos = kernel.plain(id, "ki_pos", pos);
        // Not a field of the kernel's: the ring of the application, which outlives the kiocb.
        this.reported = kernel.plain(new ObjectId("aio_ring", req), "reported", 0);
        kernel.say(new MemoryEvent.Alloc(id, req));
    }

    /** Number of the request. */
    public int req() {
        return req;
    }

    /** Its identity. */
    public ObjectId id() {
        return id;
    }

    /** {@code is_sync_kiocb}. */
    public boolean sync() {
        return sync;
    }

    /** {@code iocb->private}. */
    public Pointer<Object> priv() {
        return priv;
    }

    /** {@code ki_pos}. */
    public Plain kiPos() {
        return kiPos;
    }

    /** {@code aio_complete(iocb, res, 0)}: the application can see it from here on, and the kiocb is gone. */
    public void aioComplete(long res) {
        kernel.say(new RequestEvent.AioComplete(req, res, kiPos.load()));
        kernel.say(new MemoryEvent.Free(id));
        reported.storeRelease(1);
    }

    /** The submission has returned something else than {@code -EIOCBQUEUED}: its caller reports it. */
    public void returned(long ret) {
        kernel.say(new MemoryEvent.Free(id));
        reported.storeRelease(1);
    }

    /** For an application: waits until its request was reported ({@code io_getevents}). */
    public void awaitReported() {
        reported.awaitAtLeast(1);
    }

    @Override
    public String toString() {
        return id.toString();
    }
}

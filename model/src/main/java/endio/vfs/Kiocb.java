// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.IomapEvent;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.event.RequestEvent;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.Pointer;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A {@code struct kiocb}: one request, synchronous or not. */
public final class Kiocb {
    private static final long DEFERRED = 1;
    private static final long REPORTED = 2;

    private final Kernel kernel;
    private final int req;
    private final ObjectId id;
    private boolean sync;
    private final Set<Flag> kiFlags;
    private final Plain kiComplete;
    private final Pointer<LongSupplier> dioComplete;
    private final Pointer<Object> priv;
    private final Plain kiPos;
    private final Plain reported;
    private @Nullable OpenFile kiFilp;
    private @Nullable SbWriters writers;

    /** Bits of {@code ki_flags}. */
    public enum Flag {
        /** {@code IOCB_DSYNC}: the data, and what is needed to read it again, is durable before the result is out. */
        DSYNC,
        /** {@code IOCB_SYNC}: all metadata as well. */
        SYNC,
        /** {@code IOCB_NOWAIT}: {@code -EAGAIN} rather than waiting. */
        NOWAIT,
        /** {@code IOCB_DIO_CALLER_COMP}: its issuer finishes it in its own task if {@code dio_complete} is set. */
        DIO_CALLER_COMP,
        /** {@code IOCB_ATOMIC}: a torn write must not be seen. */
        ATOMIC
    }

    /** Without any flag. */
    public Kiocb(Kernel kernel, int req, boolean sync, long pos) {
        this(kernel, req, sync, pos, Set.of());
    }

    /**
     * @param req number of the request
     * @param sync {@code is_sync_kiocb}
     * @param pos {@code ki_pos}
     * @param kiFlags {@code ki_flags}
     */
    public Kiocb(Kernel kernel, int req, boolean sync, long pos, Set<Flag> kiFlags) {
        this.kernel = kernel;
        this.req = req;
        this.id = new ObjectId("kiocb", req);
        this.sync = sync;
        this.kiFlags = Set.copyOf(kiFlags);
        this.kiComplete = kernel.plain(id, "ki_complete", sync ? 0 : 1);
        this.dioComplete = kernel.pointer(id, "dio_complete", null);
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

    /** {@code is_sync_kiocb}, as known to the model: reads nothing. */
    public boolean sync() {
        return sync;
    }

    /**
     * Its submitter takes {@code ki_complete} away before it submits anything, and so has to wait: it is a synchronous request
     * from here on, which its caller reports.
     */
    public void waitFor() {
        kiComplete.store(0);
        sync = true;
    }

    /** {@code is_sync_kiocb}: reads {@code ki_complete}, so the kiocb has to be there still. */
    public boolean isSyncKiocb() {
        return kiComplete.load() == 0;
    }

    /** Whether a bit of {@code ki_flags} is set; they do not change while a request is on its way. */
    public boolean has(Flag flag) {
        return kiFlags.contains(flag);
    }

    /** {@code dio_complete}: what its issuer has to call for the result; null as long as it need not. */
    public Pointer<LongSupplier> dioComplete() {
        return dioComplete;
    }

    /** {@code iocb->private}. */
    public Pointer<Object> priv() {
        return priv;
    }

    /** {@code ki_pos}. */
    public Plain kiPos() {
        return kiPos;
    }

    /** {@code ki_filp}: the request holds {@code file} until it is reported. Without one, whoever opened it outlives it. */
    public void open(OpenFile file) {
        file.get();
        kiFilp = file;
    }

    /** {@code kiocb_start_write}: it keeps its file system from being frozen until it is reported. */
    public void holdWrite(SbWriters held) {
        writers = held;
    }

    /** {@code kiocb_end_write}. */
    private void endWrite() {
        if (writers != null) {
            writers.endWrite();
        }
    }

    private void putFile() {
        if (kiFilp != null) {
            kiFilp.fput();
        }
    }

    /** {@code aio_complete(iocb, res, 0)}: the application can see it from here on, and the kiocb is gone. */
    public void aioComplete(long res) {
        endWrite();
        kernel.say(new RequestEvent.AioComplete(req, res, kiPos.load()));
        kernel.say(new MemoryEvent.Free(id));
        reported.storeRelease(REPORTED);
        putFile();
    }

    /**
     * {@code ki_complete(iocb, res)} where the issuer may have asked to finish the request itself: if
     * {@code dio_complete} is set, it is told so and {@code res} means nothing.
     */
    public void kiComplete(long res) {
        if (has(Flag.DIO_CALLER_COMP) && dioComplete.load() != null) {
            kernel.say(new IomapEvent.KiCompleteDeferred(req, res));
            reported.storeRelease(DEFERRED);
        } else {
            aioComplete(res);
        }
    }

    /** For the issuer's task: waits until the request is reported or its own to finish, and then does that. */
    public void finishDeferred() {
        reported.awaitAtLeast(DEFERRED);
        LongSupplier complete = reported.load() == DEFERRED ? dioComplete.load() : null;
        if (complete != null) {
            kernel.say(new IomapEvent.CallerStart(req));
            aioComplete(complete.getAsLong());
        }
    }

    /** The submission has returned something else than {@code -EIOCBQUEUED}: its caller reports it. */
    public void returned(long ret) {
        endWrite();
        kernel.say(new MemoryEvent.Free(id));
        reported.storeRelease(REPORTED);
        putFile();
    }

    /** For an application: waits until its request was reported ({@code io_getevents}). */
    public void awaitReported() {
        reported.awaitAtLeast(REPORTED);
    }

    @Override
    public String toString() {
        return id.toString();
    }
}

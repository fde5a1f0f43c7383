// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.event.RequestEvent.Issue;
import endio.event.RequestEvent.Return;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a recording tells of one direct I/O: what it is bound to, how far it has come, and its events in their order.
 */
final class Traced {
    /** Blocks are counted in sectors, as no event tells the block size of a file system. */
    static final int BLKBITS = 9;
    static final int UNKNOWN = -1;

    /** Who will hear of its completion. */
    enum Iocb {
        /** The AIO core: the completion is an event of the recording. */
        AIO,
        /** The caller, by the return of its system call. */
        SYNC,
        /** Somebody of whom no event tells. */
        OTHER
    }

    final int req;
    final Engine engine;
    final TracedInode inode;
    final int line;
    final long iocb;
    final Context submitter;
    final List<Told> told = new ArrayList<>();
    /** Bios that {@code iomap_dio_submit_bio} has named, with their offsets, before {@code submit_bio} does. */
    final Map<Long, Long> offsets = new HashMap<>();

    Iocb kind;
    String fs = "";
    boolean write;
    long off;
    long iSize;
    /** Bytes asked for, if an event tells; otherwise what was put under I/O. */
    long asked = UNKNOWN;
    long submitted;
    long address;
    boolean dsync;

    int refs = 1;
    int bios;
    int endedBios;
    boolean waits;
    boolean ownPut;
    boolean unwritten;
    boolean cow;
    boolean needSync;
    boolean failed;

    @Nullable Context completer;
    int completing;
    @Nullable Return returned;
    /** Times that {@code aio_complete_rw} and {@code aio_complete} were told. */
    int completions;
    int ringEvents;
    /** The AIO core has passed on what the core returned; an event of those that need the moment of it. */
    boolean delivered;
    @Nullable Told delivery;
    boolean freed;
    boolean worked;
    boolean workEnded;
    boolean closed;
    long lastNanos;
    int lastLine;

    Traced(int req, Engine engine, TracedInode inode, TraceLine line, long iocb, Context submitter, Iocb kind) {
        this.req = req;
        this.engine = engine;
        this.inode = inode;
        this.line = line.number();
        this.iocb = iocb;
        this.submitter = submitter;
        this.kind = kind;
    }

    boolean queued() {
        return returned != null && returned.ret() == -endio.event.Errno.EIOCBQUEUED;
    }

    boolean aio() {
        return kind == Iocb.AIO;
    }

    /** Bytes of the request, as far as they are known. */
    long bytes() {
        return asked >= 0 ? asked : submitted;
    }

    /** Whether the range is that of the whole request. */
    boolean isRange(long from, long length) {
        return from == off && length > 0 && (length == bytes() || length == submitted);
    }

    /** Whether all bios that were submitted have ended. */
    boolean allBiosEnded() {
        return endedBios >= bios;
    }

    /** The entry of the request, with what became known of it later. */
    Issue issue() {
        return new Issue(req, inode.number, write, kind == Iocb.SYNC, off, bytes(), false, iSize, BLKBITS);
    }

    @Override
    public String toString() {
        return "request " + req;
    }
}

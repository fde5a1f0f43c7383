// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.BioEvent.BioEnd;
import endio.event.Context;
import endio.event.ContextKind;
import endio.event.DioEvent.DeferCompletion;
import endio.event.DioEvent.EndIo;
import endio.event.DioEvent.Gathered;
import endio.event.DioEvent.Ref;
import endio.event.DioEvent.Wake;
import endio.event.InodeEvent.InodeDioDone;
import endio.event.InodeEvent.Invalidate;
import endio.event.ObjectId;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Return;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import endio.trace.Recording.Iocb;
import endio.trace.Recording.Task;
import endio.trace.Recording.TracedBio;
import org.jspecify.annotations.Nullable;

/** From the end of a bio to the moment the application can know. */
final class Completions {
    private static final String QUEUE_PREFIX = "dio/";
    private static final int DIO_COMPLETE_ASYNC = 1;
    private static final int PAGE_SHIFT = 12;

    private final Recording recording;
    private final Submissions submissions;

    Completions(Recording recording, Submissions submissions) {
        this.recording = recording;
        this.submissions = submissions;
    }

    void bioEnds(TraceLine line, Fields f, Context at, Engine engine) {
        TracedBio bio = recording.bios.get(f.address("bio"));
        Traced r = recording.dios.get(f.address("dio"));
        if (r == null || r.engine != engine) {
            return;
        }
        Context where = recording.ending(line, at);
        long sampled = f.number("old_ref", 0);
        long status = f.number("status", 0);
        recording.use(r, line, where);
        boolean again = false;
        if (bio != null && bio.request == r) {
            again = bio.ended;
            bio.ended = true;
            r.endedBios += again ? 0 : 1;
            r.failed |= status != 0;
            recording.say(r, line, where, new BioEnd(bio.number, status == 0));
        }
        if (engine == Engine.IOMAP) {
            recording.flags(r, line, f.number("flags", 0));
        } else if (sampled == 1 && f.number("defer", 0) != 0) {
            recording.say(r, line, r.submitter, new DeferCompletion(r.req, r.req));
        }
        if (!again) {
            submissions.drop(r, line, where, sampled);
        }
        r.waits |= f.number("wait", 0) != 0;
        if (r.refs == 0 && engine == Engine.IOMAP && f.number("wait", 0) != 0
                || r.refs == 1 && line.event().equals("dio_bio_end_io")) {
            recording.say(r, line, where, new Wake(r.req));
        }
        r.completer = where;
    }

    void queued(TraceLine line, Fields f, Context where) {
        Engine engine = engine(f.text("function"));
        if (engine == null) {
            return;
        }
        long address = f.address("struct");
        Traced r = recording.ofQueuedWork(address, engine, where);
        if (r == null) {
            return;
        }
        recording.works.put(address, r);
        TracedSuper sb = superOf(r, f.text("workqueue"));
        r.worked = true;
        recording.use(r, line, where);
        recording.say(r, line, where, new QueueWork(work(r), sb == null ? 0 : sb.wq, "dio", r.req, true));
    }

    private @Nullable TracedSuper superOf(Traced r, String queue) {
        if (queue.startsWith(QUEUE_PREFIX)) {
            TracedSuper sb = recording.sb(queue.substring(QUEUE_PREFIX.length()));
            if (r.inode.sb != sb) {
                sb.lately().forEach(told -> r.told.add(told));
                r.told.sort((a, b) -> Integer.compare(a.at(), b.at()));
                r.inode.sb = sb;
            }
        }
        return r.inode.sb;
    }

    private static ObjectId work(Traced r) {
        return new ObjectId("complete_work", r.req);
    }

    private static @Nullable Engine engine(String function) {
        return switch (function) {
            case "iomap_dio_complete_work" -> Engine.IOMAP;
            case "dio_aio_complete_work" -> Engine.LEGACY;
            default -> null;
        };
    }

    void runs(TraceLine line, long address, String function) {
        recording.contexts.workStarted(line);
        Engine engine = engine(function);
        if (engine == null) {
            return;
        }
        Traced r = recording.works.get(address);
        r = r == null || r.engine != engine ? recording.ofWork(address, engine) : r;
        recording.task(line).completes(r);
        if (r == null) {
            return;
        }
        recording.task(line).completing = null;
        Context where = recording.contexts.of(line);
        recording.works.put(address, r);
        recording.task(line).working = r;
        r.worked = true;
        r.workEnded = false;
        TracedSuper sb = r.inode.sb;
        Told started = recording.say(r, line, where, new WorkStart(work(r), sb == null ? 0 : sb.wq, "dio", r.req));
        recording.use(r, line, where);
        if (sb != null) {
            sb.work(started);
        }
    }

    void ran(TraceLine line, long address, Context where) {
        recording.contexts.workEnded(line);
        Task task = recording.task(line);
        task.foreign = false;
        Traced r = recording.works.get(address);
        if (r == null || task.working != r) {
            return;
        }
        task.working = null;
        task.completing = null;
        task.last = r;
        r.workEnded = true;
        TracedSuper sb = r.inode.sb;
        Told ended = recording.say(r, line, where, new WorkEnd(work(r), sb == null ? 0 : sb.wq, "dio", r.req));
        if (sb != null) {
            sb.work(ended);
        }
        recording.closeIfOver(r);
    }

    void workFunction(TraceLine line, Fields f, Context where, Engine engine) {
        long address = f.address("work");
        Traced r = recording.works.get(address);
        r = r == null ? recording.ofWork(address, engine) : r;
        if (r != null) {
            recording.use(r, line, where);
        }
    }

    void completes(TraceLine line, Fields f, Context at, Engine engine) {
        Traced r = recording.dios.get(f.address("dio"));
        if (r == null || r.engine != engine) {
            recording.task(line).completes(null);
            return;
        }
        Context where = at;
        if (at.kind() == ContextKind.TASK && r.completer != null && r.completer.kind() == ContextKind.INLINE
                && r.completer.thread() == at.thread() && r.submitter.thread() != at.thread()) {
            where = r.completer;
        }
        if (engine == Engine.IOMAP) {
            recording.flags(r, line, f.number("flags", 0));
        } else if ((f.number("flags", 0) & DIO_COMPLETE_ASYNC) == 0) {
            // drop_refcount of the submitter is inlined: what follows shows that its reference was the last.
            recording.say(r, line, where, new Ref(r.req, r.refs, 0));
            r.refs = 0;
            r.ownPut = true;
        }
        r.completer = where;
        r.completing++;
        recording.task(line).completes(r);
        recording.use(r, line, where);
        boolean iomap = engine == Engine.IOMAP;
        recording.say(r, line, where, new Gathered(r.req, r.req, f.number(iomap ? "size" : "result", 0), 0,
                f.number(iomap ? "error" : "io_error", 0), f.number("defer", 0) != 0));
    }

    void endIo(TraceLine line, Fields f, Context where) {
        Traced r = ofIocb(line, f);
        if (r == null) {
            return;
        }
        boolean hasPrivate = f.address("private") != 0;
        long bytes = f.number(f.has("bytes") ? "bytes" : "size", 0);
        if (line.event().equals("ocfs2_dio_end_io") && r.write && hasPrivate && bytes > 0) {
            recording.unwritten(r, line);
        }
        recording.say(r, line, where, new EndIo(r.req, r.off, bytes, hasPrivate, bytes, r.aio()));
    }

    void invalidates(TraceLine line, Fields f, Context where) {
        Traced r = ofIocb(line, f);
        if (r == null) {
            return;
        }
        long last = (r.off + Math.max(1, f.number("count", 1)) - 1) >> PAGE_SHIFT;
        recording.mightSleep(r, line, where, "kiocb_invalidate_post_direct_write");
        recording.say(r, line, where, new Invalidate(r.inode.number, r.off >> PAGE_SHIFT, last, 0));
    }

    /** The request whose kiocb the line names: what this task completes, if it is of that kiocb. */
    @Nullable Traced ofIocb(TraceLine line, Fields f) {
        long address = f.address("iocb");
        Task task = recording.task(line);
        for (Traced r : new Traced[] {task.completing, task.working, task.submitting.peek(), task.last}) {
            if (r != null && r.iocb == address) {
                return r;
            }
        }
        Iocb iocb = recording.iocbs.get(address);
        return iocb == null ? null : iocb.request;
    }

    void lowered(TraceLine line, Fields f, Context at) {
        Traced r = recording.dios.get(f.address("dio"));
        if (r == null) {
            return;
        }
        boolean same = r.completer != null && line.throughBreakpoint()
                && (r.completer.thread() == at.thread() || at.kind() == ContextKind.IRQ);
        Context where = same && r.completer != null ? r.completer : at;
        recording.use(r, line, where);
        Told done = recording.say(r, line, where, new InodeDioDone(r.inode.number, f.number("old_count", 0) - 1));
        recording.toWaits(r.inode, done);
    }

    void aioCompleteRw(TraceLine line, Fields f, Context where) {
        Iocb iocb = recording.iocbs.get(f.address("iocb"));
        Traced r = iocb == null ? null : iocb.request;
        if (r == null) {
            return;
        }
        long res = f.number("res", 0);
        boolean byCore = r.returned != null && !r.queued() && !r.delivered && r.completions == 0;
        boolean afterRing = r.ringEvents > r.completions;
        r.completions++;
        if (byCore) {
            r.delivered = true;
            r.delivery = recording.told(line, where, new AioComplete(r.req, res, f.number("pos", 0)));
            told(r, line, where, res);
        } else if (!afterRing) {
            recording.say(r, line, where, new AioComplete(r.req, res, f.number("pos", 0)));
        }
        recording.closeIfOver(r);
    }

    /** The core's caller completes with another value although the core has transferred all: that is what counts. */
    private static void told(Traced r, TraceLine line, Context where, long res) {
        Return core = r.returned;
        if (core == null || res <= 0 || res == core.ret() || core.ret() < r.bytes()) {
            return;
        }
        for (int i = 0; i < r.told.size(); i++) {
            if (r.told.get(i).event() == core) {
                r.told.set(i, new Told(r.told.get(i).at(), line.number(), line.nanos(), line.cpu(), where,
                        new Return(r.req, res), line.text()));
                return;
            }
        }
    }

    void aioComplete(TraceLine line, Fields f, Context where) {
        Iocb iocb = recording.iocbs.get(f.address("iocb"));
        Traced r = iocb == null ? null : iocb.request;
        if (r == null) {
            return;
        }
        r.ringEvents++;
        if (r.ringEvents > 1 || r.completions == 0) {
            recording.say(r, line, where, new AioComplete(r.req, f.number("res", 0), 0));
        }
        recording.closeIfOver(r);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.FileSystemEvent.SyncBegin;
import endio.event.LockEvent.MightSleep;
import endio.event.MappingEvent.GetBlock;
import endio.event.MemoryEvent.Use;
import endio.event.ObjectId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known at a line of a recording: objects by address while they live, what each task does, requests under
 * way.
 */
final class Recording {
    /** Requests that are over are kept until so many others are, for events of them that come late. */
    static final int LATE = 512;
    /** Entries of objects that have died are kept, to recognise their use, up to about this number. */
    private static final int MOST_DEAD = 1 << 16;
    private static final int WORK_IN_DIO = 512;

    /** A kiocb of the AIO core. */
    static final class Iocb {
        final boolean write;
        boolean dead;
        @Nullable Traced request;

        Iocb(boolean write) {
            this.write = write;
        }
    }

    /** A bio of a request. */
    static final class TracedBio {
        final int number;
        final Traced request;
        boolean ended;

        TracedBio(int number, Traced request) {
            this.number = number;
            this.request = request;
        }
    }

    /** What a task is doing. */
    static final class Task {
        final Deque<Traced> submitting = new ArrayDeque<>();
        /** It was seen outside of any submission, so that it is known whether it is in one. */
        boolean known;
        @Nullable Traced working;
        @Nullable Traced completing;
        @Nullable Traced last;
        /** It completes a request of which the beginning was not recorded. */
        boolean foreign;
        @Nullable TracedWait wait;
        @Nullable TracedInode removing;
        /** In a system call or a file system's function that removes blocks, with the first byte to go, or -1. */
        long removesFrom = -1;
        boolean removes;
        boolean removalHasEnd;
        @Nullable TracedSuper creating;
        @Nullable Told created;
        boolean lost;
        @Nullable TracedSuper destroying;
        @Nullable TracedSuper unmounting;
        boolean putSuperTold;

        /** What it does from here on is done for this request, or for one that is not known. */
        void completes(@Nullable Traced r) {
            foreign = r == null;
            completing = r;
            last = r;
        }
    }

    final Contexts contexts = new Contexts();
    final Map<Long, Iocb> iocbs = new HashMap<>();
    final Map<Long, Traced> dios = new HashMap<>();
    final Map<Long, Traced> works = new HashMap<>();
    final Map<Long, TracedBio> bios = new HashMap<>();
    final Map<Long, TracedInode> inodes = new HashMap<>();
    final Map<String, TracedSuper> supers = new LinkedHashMap<>();
    final Map<Integer, Task> tasks = new HashMap<>();
    final Set<Traced> open = new LinkedHashSet<>();
    final Deque<Traced> closed = new ArrayDeque<>();
    final List<TracedWait> waits = new ArrayList<>();
    /** Names of the events that were there. */
    final Set<String> seen = new LinkedHashSet<>();
    private final RecordingEnd end;
    /** Where a work item may lie in its dio: 6.1, 6.12 and 6.12 with PREEMPT_RT, until another one is seen. */
    private final Map<Engine, List<Integer>> offsets = new EnumMap<>(Map.of(Engine.IOMAP, List.of(64), Engine.LEGACY,
            List.of(112, 120, 144)));

    private int at;
    int requests;
    int bioNumbers;
    int inodeNumbers;
    int wqNumbers;
    int conversions;

    /** Where requests go that nothing more can be told of. */
    interface RecordingEnd {
        void request(Traced request, boolean whole);

        void mount(TracedSuper sb, boolean settled);

        void wait(TracedWait wait, boolean settled);
    }

    Recording(RecordingEnd end) {
        this.end = end;
    }

    Task task(TraceLine line) {
        return tasks.computeIfAbsent(line.pid(), pid -> new Task());
    }

    /** Tells an event of a request. */
    Told say(Traced r, TraceLine line, Context where, Event event) {
        Told told = told(line, where, event);
        add(r, told);
        return told;
    }

    /** An event that more than one request may have to know. */
    Told told(TraceLine line, Context where, Event event) {
        return new Told(at++, line.number(), line.nanos(), line.cpu(), where, event, line.text());
    }

    void add(Traced r, Told told) {
        r.told.add(told);
        r.lastNanos = told.nanos();
        r.lastLine = told.line();
    }

    void use(Traced r, TraceLine line, Context where) {
        say(r, line, where, new Use(new ObjectId("dio", r.req)));
    }

    /** Something that may sleep is called for a request; the line's flags tell whether it may. */
    void mightSleep(@Nullable Traced r, TraceLine line, Context where, String what) {
        if (r != null) {
            say(r, line, where, new MightSleep(what));
        }
    }

    /** What the flags of a dio tell: whether it wrote unwritten extents, and must be synced. */
    void flags(Traced r, TraceLine line, long flags) {
        if ((flags & 1L << 30) != 0) {
            r.write = true;
        }
        if ((flags & 1L << 29) != 0) {
            r.needSync = true;
        }
        if ((flags & 2) != 0) {
            r.cow = true;
        }
        if ((flags & 1) != 0) {
            unwritten(r, line);
        }
    }

    /** The request's blocks were unwritten when it mapped them; all of them, as no event tells which. */
    void unwritten(Traced r, TraceLine line) {
        if (r.unwritten) {
            return;
        }
        r.unwritten = true;
        long first = r.off >> Traced.BLKBITS;
        long blocks = (r.off + Math.max(r.bytes(), 1) - 1 >> Traced.BLKBITS) + 1 - first;
        say(r, line, r.submitter, new GetBlock(r.req, first, blocks, true, 0, blocks, true, false, true, false,
                false, -1));
    }

    void syncBegins(Traced r, TraceLine line, Context where) {
        say(r, line, where, new SyncBegin("O_DSYNC"));
    }

    TracedInode inode(long address, long ino) {
        TracedInode inode = inodes.get(address);
        if (inode == null || ino != 0 && inode.ino != 0 && inode.ino != ino) {
            inode = new TracedInode(inodeNumbers++, address, ino);
            inodes.put(address, inode);
        }
        return inode;
    }

    /** The mount whose queue is {@code dio/ID}. */
    TracedSuper sb(String id) {
        return supers.computeIfAbsent(id, name -> new TracedSuper(name, wqNumbers++));
    }

    /** The mount is over, as far as can be seen: another one begins. */
    TracedSuper remount(String id) {
        TracedSuper old = supers.remove(id);
        if (old != null) {
            end.mount(old, true);
        }
        return sb(id);
    }

    /** The request whose dio holds the work item at {@code address}, or null. */
    @Nullable Traced ofWork(long address, Engine engine) {
        Traced dead = null;
        for (int offset : offsets.get(engine)) {
            Traced r = dios.get(address - offset);
            if (r != null && r.engine == engine) {
                if (!r.freed) {
                    return r;
                }
                dead = dead == null ? r : dead;
            }
        }
        return dead;
    }

    /**
     * The same where a bio's end queues it: a kernel of which the place of the work item in the dio is not known
     * shows it, as the
     * dio is that of the bio which this context has just ended.
     */
    @Nullable Traced ofQueuedWork(long address, Engine engine, Context where) {
        Traced r = ofWork(address, engine);
        if (r != null) {
            return r;
        }
        for (Traced other : open) {
            long offset = address - other.address;
            if (other.engine == engine && other.refs == 0 && other.completer != null && other.completer.equals(where)
                    && other.completing == 0 && !other.worked && offset > 0 && offset <= WORK_IN_DIO) {
                offsets.put(engine, List.of((int) offset));
                return other;
            }
        }
        return null;
    }

    /** The latest request that fits, first among those under way, then among those that are just over. */
    @Nullable Traced latest(Predicate<Traced> fits) {
        Traced found = null;
        for (Traced r : open) {
            found = fits.test(r) ? r : found;
        }
        if (found == null) {
            for (Traced r : closed) {
                found = fits.test(r) ? r : found;
            }
        }
        return found;
    }

    /** A request that begins knows what its inode and its mount are going through. */
    void begin(Traced r) {
        open.add(r);
        r.inode.requests.add(r);
    }

    void bindDio(Traced r, long address) {
        r.address = address;
        dios.put(address, r);
        if (dios.size() > MOST_DEAD) {
            dios.values().removeIf(other -> other.closed);
            works.values().removeIf(other -> other.closed);
            bios.values().removeIf(bio -> bio.request.closed);
            iocbs.values().removeIf(iocb -> iocb.dead);
        }
    }

    /** Closes the request if nothing more is due. */
    void closeIfOver(Traced r) {
        if (r.closed || r.returned == null) {
            return;
        }
        boolean reported = switch (r.kind) {
            case SYNC -> true;
            case AIO -> r.completions + r.ringEvents > 0
                    && (r.ringEvents > 0 || !seen.contains("aio_complete"));
            case OTHER -> !r.queued() || r.completing > 0;
        };
        boolean freed = r.freed || r.address == 0 || !seen.contains(r.engine == Engine.IOMAP ? "kfree"
                : "kmem_cache_free");
        boolean ran = !r.worked || r.workEnded || !seen.contains("workqueue_execute_end");
        if (reported && freed && ran) {
            close(r);
        }
    }

    private void close(Traced r) {
        r.closed = true;
        open.remove(r);
        r.inode.requests.remove(r);
        closed.add(r);
        while (closed.size() > LATE) {
            finish(closed.remove(), true);
        }
    }

    private void finish(Traced r, boolean whole) {
        end.request(r, whole);
        r.told.clear();
    }

    /** The recording has a gap: what was under way is judged up to here, and forgotten. */
    void gap() {
        finishAll(Long.MIN_VALUE);
        contexts.forget();
    }

    /** The recording ends. What should have gone on before the time {@code settled}, and has not, never will. */
    void end(long settled) {
        finishAll(settled);
        supers.values().forEach(sb -> end.mount(sb, !sb.mount.isEmpty()
                && sb.mount.get(sb.mount.size() - 1).nanos() <= settled));
        supers.clear();
    }

    private void finishAll(long settled) {
        closed.forEach(r -> finish(r, true));
        closed.clear();
        List<Traced> left = new ArrayList<>(open);
        open.clear();
        left.forEach(r -> finish(r, r.allBiosEnded() && r.lastNanos <= settled));
        waits.forEach(wait -> end.wait(wait, wait.told.get(wait.told.size() - 1).nanos() <= settled));
        waits.clear();
        iocbs.clear();
        dios.clear();
        works.clear();
        bios.clear();
        inodes.clear();
        tasks.clear();
    }

    /**
     * An event of the removal of an inode's blocks is one of its requests under way, and of those that were over in
     * time.
     */
    void toAll(TracedInode inode, Told told) {
        inode.requests.forEach(r -> r.told.add(told));
        closed.stream().filter(r -> r.inode == inode).forEach(r -> r.told.add(told));
    }

    /** Waits for the direct I/O of an inode hear of its count. */
    void toWaits(TracedInode inode, Told told) {
        for (TracedWait wait : waits) {
            if (wait.inode == inode) {
                wait.told.add(told);
            }
        }
    }

    /** A wait is over. */
    void waited(TracedWait wait) {
        wait.over = true;
        waits.remove(wait);
        end.wait(wait, true);
    }

    /** The context as that of a bio's end: in a task it is on the submitter's stack. */
    Context ending(TraceLine line, Context where) {
        return where.kind() == ContextKind.TASK ? contexts.inline(line) : where;
    }
}

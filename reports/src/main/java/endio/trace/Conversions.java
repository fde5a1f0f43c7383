// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.event.FileSystemEvent.BlockRun;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.LockEvent.Locked;
import endio.event.LockEvent.Unlocked;
import endio.trace.Recording.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversions and flushes that are done for a request. */
final class Conversions {
    private static final String OFF = "preempt_count";

    private final Recording recording;
    /** What each task has entered and not left, innermost first. */
    private final Map<Integer, Deque<Entered>> entered = new HashMap<>();

    private record Entered(String function, @Nullable Traced request, int call, long off, long bytes) {}

    Conversions(Recording recording) {
        this.recording = recording;
    }

    /** {@code ext4_convert_unwritten_extents}; one with a handle belongs to writeback. */
    void ext4Begins(TraceLine line, Fields f, Context where) {
        if (f.address("handle") != 0) {
            enter(line, new Entered(line.event(), null, 0, 0, 0));
            return;
        }
        long off = f.number("offset", 0);
        long bytes = f.number("len", 0);
        begins(line, where, find(line, f.address("inode"), off, bytes, "ext4"), off, bytes);
    }

    void xfsBegins(TraceLine line, Fields f, Context where) {
        long off = f.number("offset", 0);
        long bytes = f.number("count", 0);
        begins(line, where, find(line, 0, off, bytes, "xfs"), off, bytes);
    }

    /** {@code ocfs2_mark_extent_written}: one of several that convert the range of {@code ocfs2_dio_end_io_write}. */
    void ocfs2Begins(TraceLine line, Fields f, Context where) {
        long inode = f.address("inode");
        Task task = recording.task(line);
        Traced found = null;
        for (Traced r : new Traced[] {task.completing, task.working, task.last, task.submitting.peek()}) {
            if (r != null && r.inode.address == inode && found == null) {
                found = r;
            }
        }
        if (found == null && !task.foreign) {
            found = recording.latest(r -> r.inode.address == inode && r.unwritten);
        }
        begins(line, where, found, found == null ? 0 : found.off, found == null ? 0 : found.bytes());
    }

    private void begins(TraceLine line, Context where, @Nullable Traced r, long off, long bytes) {
        int call = ++recording.conversions;
        enter(line, new Entered(line.event(), r, call, off, bytes));
        if (r == null) {
            return;
        }
        if (line.event().startsWith("ocfs2")) {
            recording.unwritten(r, line);
        }
        boolean atomic = line.atomic();
        if (atomic) {
            recording.say(r, line, where, new Locked(OFF, true, line.flags().charAt(0) != '.'));
        }
        recording.mightSleep(r, line, where, line.event());
        Told told = recording.say(r, line, where, new ConvertBegin(call, r.req, r.inode.number, -1, off, bytes, -1));
        if (atomic) {
            recording.say(r, line, where, new Unlocked(OFF));
        }
        if (r.inode.sb != null) {
            r.inode.sb.work(told);
        }
    }

    void ends(TraceLine line, Fields f, Context where, String function) {
        Entered begun = leave(line, function);
        if (begun == null || begun.request() == null) {
            return;
        }
        Traced r = begun.request();
        long ret = f.number("ret", 0);
        long first = begun.off() >> Traced.BLKBITS;
        long blocks = (begun.off() + Math.max(begun.bytes(), 1) - 1 >> Traced.BLKBITS) + 1 - first;
        List<BlockRun> converted = ret < 0 ? List.of() : List.of(new BlockRun(first, blocks));
        Told told = recording.say(r, line, where, new ConvertEnd(begun.call(), r.req, r.inode.number, -1, begun.off(),
                begun.bytes(), -1, (int) ret, converted));
        if (r.inode.sb != null) {
            r.inode.sb.work(told);
        }
    }

    /** {@code vfs_fsync_range} over exactly the range of a request. */
    void syncBegins(TraceLine line, Fields f, Context where) {
        long from = f.number("start", 0);
        long end = f.number("end", 0);
        long bytes = end == Long.MAX_VALUE ? 0 : end - from + 1;
        Traced r = bytes <= 0 ? null : find(line, f.address("inode"), from, bytes, "");
        enter(line, new Entered(line.event(), r, 0, from, bytes));
        if (r != null) {
            recording.mightSleep(r, line, where, line.event());
            recording.syncBegins(r, line, where);
        }
    }

    void syncEnds(TraceLine line, Fields f, Context where) {
        Entered begun = leave(line, "vfs_fsync_range");
        if (begun != null && begun.request() != null) {
            Traced r = begun.request();
            recording.say(r, line, where, new GenericWriteSync(r.req, begun.off(), begun.bytes(), true,
                    f.number("ret", 0)));
        }
    }

    /** What this task completes if that has the range, or else the latest request that has it. */
    private @Nullable Traced find(TraceLine line, long inode, long off, long bytes, String fs) {
        Task task = recording.task(line);
        if (task.foreign) {
            return null;
        }
        for (Traced r : new Traced[] {task.completing, task.working, task.submitting.peek(), task.last}) {
            if (r != null && fits(r, inode, off, bytes, fs)) {
                return r;
            }
        }
        return recording.latest(r -> fits(r, inode, off, bytes, fs));
    }

    private static boolean fits(Traced r, long inode, long off, long bytes, String fs) {
        return r.write && (inode == 0 || r.inode.address == inode) && r.isRange(off, bytes)
                && (fs.isEmpty() || r.fs.isEmpty() || r.fs.equals(fs));
    }

    private void enter(TraceLine line, Entered what) {
        Deque<Entered> stack = entered.computeIfAbsent(line.pid(), pid -> new ArrayDeque<>());
        stack.push(what);
        if (stack.size() > 64) {
            stack.removeLast();
        }
    }

    private @Nullable Entered leave(TraceLine line, String function) {
        for (Entered e : entered.getOrDefault(line.pid(), new ArrayDeque<>())) {
            if (e.function().equals(function)) {
                entered.get(line.pid()).remove(e);
                return e;
            }
        }
        return null;
    }

    void forget() {
        entered.clear();
    }
}

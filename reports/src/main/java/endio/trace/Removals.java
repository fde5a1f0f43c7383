// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.event.InodeEvent.DioWaitBegin;
import endio.event.InodeEvent.DioWaitEnd;
import endio.event.InodeEvent.InodeDioDone;
import endio.event.InodeEvent.InodeDioGet;
import endio.event.InodeEvent.TruncateBegin;
import endio.event.InodeEvent.TruncateEnd;
import endio.event.LockEvent.Schedule;
import endio.trace.Recording.Task;
import java.util.Comparator;

/**
 * Who removes blocks of an inode, and waits before for the direct I/O of it to end. A removal may begin where {@code
 * inode_dio_wait} returns in a system call that removes; that wait is the last thing that keeps it back.
 */
final class Removals {
    private static final int ATTR_SIZE = 8;
    private static final int FALLOC_FL_PUNCH_HOLE = 2;
    private static final int FALLOC_FL_COLLAPSE_RANGE = 8;
    private static final int FALLOC_FL_INSERT_RANGE = 32;

    private final Recording recording;

    Removals(Recording recording) {
        this.recording = recording;
    }

    void truncateSyscall(TraceLine line, String args) {
        Task task = recording.task(line);
        task.removes = true;
        task.removesFrom = argument(args, "length");
    }

    void fallocateSyscall(TraceLine line, String args) {
        long mode = argument(args, "mode");
        if (mode >= 0 && (mode & (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_COLLAPSE_RANGE | FALLOC_FL_INSERT_RANGE)) != 0) {
            Task task = recording.task(line);
            task.removes = true;
            task.removesFrom = argument(args, "offset");
        }
    }

    /** System calls print their arguments as hexadecimal digits. */
    private static long argument(String args, String name) {
        int at = args.indexOf(name + ": ");
        if (at < 0) {
            return -1;
        }
        int from = at + name.length() + 2;
        from += args.startsWith("0x", from) ? 2 : 0;
        int to = from;
        while (to < args.length() && Character.digit(args.charAt(to), 16) >= 0) {
            to++;
        }
        return to == from || to - from > 15 ? -1 : Long.parseLong(args.substring(from, to), 16);
    }

    void syscallEnds(TraceLine line) {
        Task task = recording.task(line);
        task.removes = false;
        task.removesFrom = -1;
        task.removalHasEnd = false;
        ends(line, task);
    }

    /** A file system's function that removes blocks, and of which the end is an event, is entered. */
    void removes(TraceLine line) {
        Task task = recording.task(line);
        task.removes = true;
        task.removalHasEnd = true;
    }

    void setattr(TraceLine line, long valid) {
        if ((valid & ATTR_SIZE) != 0) {
            removes(line);
        }
    }

    void waits(TraceLine line, Fields f, Context where) {
        TracedInode inode = recording.inode(f.address("inode"), f.number("ino", 0));
        TracedWait wait = new TracedWait(inode, where);
        recording.task(line).wait = wait;
        for (Traced r : inode.requests) {
            r.told.stream().filter(t -> t.event() instanceof InodeDioGet || t.event() instanceof InodeDioDone)
                    .forEach(wait.told::add);
        }
        wait.told.sort(Comparator.comparingInt(Told::at));
        Told begun = recording.told(line, where, new DioWaitBegin(inode.number));
        wait.told.add(begun);
        if (f.number("dio_count", 0) > 0) {
            wait.told.add(recording.told(line, where, new Schedule("inode_dio_wait")));
        }
        inode.requests.forEach(r -> recording.add(r, begun));
        recording.waits.add(wait);
    }

    void waited(TraceLine line, Context where) {
        Task task = recording.task(line);
        TracedWait wait = task.wait;
        task.wait = null;
        if (wait == null) {
            return;
        }
        TracedInode inode = wait.inode;
        Told waited = recording.told(line, where, new DioWaitEnd(inode.number));
        wait.told.add(waited);
        recording.waited(wait);
        inode.requests.forEach(r -> recording.add(r, waited));
        if (task.removes || calledToRemove(line.args())) {
            begins(line, where, task, inode, task.removesFrom);
        }
    }

    /** {@code (ext4_setattr+0x4dc/0xbe0 [ext4] <- inode_dio_wait)}. */
    private static boolean calledToRemove(String args) {
        int arrow = args.indexOf(" <- ");
        String caller = arrow < 0 ? "" : args.substring(0, arrow);
        return caller.contains("setattr") || caller.contains("truncate") || caller.contains("punch")
                || caller.contains("fallocate") || caller.contains("collapse") || caller.contains("insert");
    }

    /** A function that removes, or begins to by dropping pages, is entered. */
    void begins(TraceLine line, Fields f, Context where, boolean itself) {
        Task task = recording.task(line);
        if (!itself && !task.removes) {
            return; // pages are dropped for other reasons, too: an inode is evicted
        }
        TracedInode inode = recording.inode(f.address("inode"), f.number("ino", 0));
        task.removalHasEnd |= itself;
        begins(line, where, task, inode, f.has("newsize") ? f.number("newsize", 0) : f.number("i_size", 0));
    }

    private void begins(TraceLine line, Context where, Task task, TracedInode inode, long from) {
        if (inode.removal != null && inode.removingPid == line.pid()) {
            return;
        }
        long first = from < 0 ? 0 : from + (1 << Traced.BLKBITS) - 1 >> Traced.BLKBITS;
        Told begun = recording.told(line, where, new TruncateBegin(inode.number, first));
        inode.removal = begun;
        inode.removingPid = line.pid();
        inode.removalHasEnd = task.removalHasEnd;
        task.removing = inode;
        recording.toAll(inode, begun);
    }

    /** An event has come that tells the end of a removal for sure. */
    void surelyEnds(TraceLine line) {
        Task task = recording.task(line);
        task.removes &= task.removesFrom >= 0;
        task.removalHasEnd = false;
        ends(line, task);
    }

    private void ends(TraceLine line, Task task) {
        TracedInode inode = task.removing;
        task.removing = null;
        if (inode != null) {
            end(recording, inode, line);
        }
    }

    /** The removal of blocks of an inode is over. */
    static void end(Recording recording, TracedInode inode, TraceLine line) {
        Told begun = inode.removal;
        if (begun != null && begun.event() instanceof TruncateBegin e) {
            inode.removal = null;
            Told end = recording.told(line, begun.where(), new TruncateEnd(inode.number, e.lblk()));
            recording.toAll(inode, end);
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.event.DioEvent.DeferCompletion;
import endio.event.Event;
import endio.event.FileSystemEvent.JournalDestroy;
import endio.event.FileSystemEvent.PutSuper;
import endio.event.RequestEvent.Issue;
import endio.event.WorkEvent.WqAlloc;
import endio.event.WorkEvent.WqDestroy;
import endio.event.WorkEvent.WqDestroyed;
import endio.event.WorkEvent.WqPublish;
import endio.trace.Recording.Task;

/** A super block's queue of deferred completions from its creation to its end, and umount. */
final class Mounts {
    private static final String QUEUE_PREFIX = "dio/";

    private final Recording recording;

    Mounts(Recording recording) {
        this.recording = recording;
    }

    void creates(TraceLine line, Fields f, Context where) {
        String id = f.text("id");
        long address = f.address("sb");
        TracedSuper sb = recording.supers.get(id);
        if (sb != null && (sb.down || sb.destroyed || sb.address != 0 && sb.address != address)) {
            sb = recording.remount(id);
        }
        sb = sb == null ? recording.sb(id) : sb;
        sb.address = address;
        Task task = recording.task(line);
        task.creating = sb;
        task.lost = f.address("old_wq") != 0;
        Traced r = task.submitting.peek();
        // Whether there is a queue was looked at before this call, but after the request's entry.
        Told entered = recording.told(line, where, new WqAlloc(-1, -1));
        task.created = r == null ? entered : r.told.stream().filter(t -> t.event() instanceof Issue).findFirst()
                .map(issue -> new Told(issue.at(), line.number(), line.nanos(), line.cpu(), where, entered.event(),
                        line.text()))
                .orElse(entered);
        if (r != null) {
            r.inode.sb = sb;
            recording.mightSleep(r, line, where, "alloc_workqueue");
        }
    }

    void created(TraceLine line, Fields f, Context where) {
        Task task = recording.task(line);
        TracedSuper sb = task.creating;
        task.creating = null;
        if (sb == null) {
            return;
        }
        Traced r = task.submitting.peek();
        int req = r == null ? -1 : r.req;
        if (f.number("ret", 0) != 0) {
            tell(sb, task, new WqAlloc(req, -1));
            return;
        }
        if (r != null) {
            r.told.stream().filter(t -> t.event() instanceof Issue).forEach(sb::work);
            if (r.engine == Engine.LEGACY && !r.aio()) {
                sb.work(recording.told(line, where, new DeferCompletion(r.req, r.req)));
            }
        }
        int wq = sb.published ? recording.wqNumbers++ : sb.wq;
        tell(sb, task, new WqAlloc(req, wq));
        tell(sb, line, where, new WqPublish(wq, !task.lost));
        if (task.lost) {
            tell(sb, line, where, new WqDestroy(wq));
            tell(sb, line, where, new WqDestroyed(wq));
        } else {
            sb.published = true;
        }
        task.lost = false;
    }

    void destroys(TraceLine line, Fields f, Context where) {
        String name = f.text("name");
        Task task = recording.task(line);
        task.destroying = null;
        if (!name.startsWith(QUEUE_PREFIX)) {
            return;
        }
        if (task.creating != null) {
            task.lost = true;
            return;
        }
        if (task.unmounting == null && (!task.known || !task.submitting.isEmpty())) {
            return; // perhaps one that lost the race to be published, of which the creation is not recorded
        }
        TracedSuper sb = recording.sb(name.substring(QUEUE_PREFIX.length()));
        task.destroying = sb;
        tell(sb, line, where, new WqDestroy(sb.wq));
        sb.destroyed = true;
    }

    void destroyed(TraceLine line, Context where) {
        Task task = recording.task(line);
        TracedSuper sb = task.destroying;
        task.destroying = null;
        if (sb != null) {
            tell(sb, line, where, new WqDestroyed(sb.wq));
        }
    }

    void shutsDown(TraceLine line, Fields f) {
        Task task = recording.task(line);
        task.unmounting = recording.supers.get(f.text("id"));
        task.putSuperTold = false;
    }

    void putSuper(TraceLine line, Context where) {
        Task task = recording.task(line);
        if (task.unmounting != null) {
            task.putSuperTold = true;
            tell(task.unmounting, line, where, new PutSuper());
        }
    }

    void shutDown(TraceLine line, Context where) {
        Task task = recording.task(line);
        TracedSuper sb = task.unmounting;
        task.unmounting = null;
        if (sb != null) {
            if (!task.putSuperTold) {
                tell(sb, line, where, new PutSuper());
            }
            tell(sb, line, where, new JournalDestroy());
            sb.down = true;
        }
    }

    private static void tell(TracedSuper sb, Task task, Event allocation) {
        Told entered = task.created;
        task.created = null;
        if (entered != null) {
            sb.mountEarlier(entered.with(allocation));
        }
    }

    /** An event of a mount is one of all its requests under way, too. */
    private void tell(TracedSuper sb, TraceLine line, Context where, Event event) {
        Told told = recording.told(line, where, event);
        sb.mount(told);
        for (Traced r : recording.open) {
            if (r.inode.sb == sb) {
                r.told.add(told);
            }
        }
    }
}

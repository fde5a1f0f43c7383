// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import com.fasterxml.jackson.databind.JsonNode;
import endio.conform.GoldenLine;
import endio.conform.ScriptRun;
import endio.conform.ScriptedThread;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.WorkEvent;
import endio.machine.Cell;
import endio.machine.Op;
import endio.machine.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A script whose tasks, workers and flushers can stop: at a point where it says so, and at a lock that is taken. One that
 * has stopped goes on when the script resumes it; whoever waits for a spin lock goes on as soon as that is released.
 */
abstract class ThreadedRun extends ScriptRun {

    /** What a thread waits for. */
    private record Wait(Op op, Word cell, long a) {
        boolean over() {
            return op.ready(cell.value, a);
        }
    }

    private final List<ScriptedThread> started = new ArrayList<>();
    private final Set<ScriptedThread> parked = new HashSet<>();
    private final Map<ScriptedThread, Wait> waiting = new HashMap<>();
    private final List<ScriptedThread> works = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();
    private @Nullable Wait asleep;
    private int workers;

    ThreadedRun(GoldenLine line) {
        super(line, FiberStacks.INSTANCE);
    }

    /** The body of the flusher that does writeback {@code wb}. */
    protected abstract void writeback(int wb);

    /** Tells the state of the inode. */
    protected abstract void probe();

    @Override
    protected void act(JsonNode action) {
        switch (action.path("op").asText()) {
            case "writeback" -> {
                int wb = action.path("wb").asInt();
                start("flusher" + wb, () -> writeback(wb));
            }
            case "park" -> park();
            case "resume" -> resume(action.path("who").asText());
            case "probe" -> probe();
            default -> super.act(action);
        }
    }

    @Override
    protected void issue(int req) {
        start("task" + req, () -> request(req));
    }

    private void start(String name, Runnable body) {
        if (asked.add(name)) {
            ScriptedThread thread = machine().thread(ContextKind.TASK, name, body);
            started.add(thread);
            machine().run(thread);
        }
    }

    private void park() {
        ScriptedThread thread = machine().parkable();
        if (thread != null) {
            emit("park");
            parked.add(thread);
            machine().park();
            parked.remove(thread);
            emit("unpark");
        }
    }

    private void resume(String who) {
        for (ScriptedThread thread : started) {
            if (thread.name().equals(who) && runnable(thread)) {
                machine().run(thread);
                return;
            }
        }
    }

    private boolean runnable(ScriptedThread thread) {
        Wait wait = waiting.get(thread);
        return parked.contains(thread) || wait != null && wait.over();
    }

    /** The oldest work that may start: none starts while its item still runs, nor beyond what its queue allows. */
    @Override
    protected void work() {
        startWork();
    }

    private boolean startWork() {
        for (ScriptedThread worker : List.copyOf(works)) {
            Wait wait = waiting.get(worker);
            if (wait == null || wait.over()) {
                machine().run(worker);
                if (!works.contains(worker)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    protected void drain() {
        boolean more = true;
        while (more) {
            ScriptedThread next = started.stream().filter(this::runnable).findFirst().orElse(null);
            Integer bio = device().lowest();
            if (next != null) {
                machine().run(next);
            } else if (bio != null) {
                complete(bio, false, false);
            } else {
                more = startWork();
            }
        }
    }

    @Override
    public void spawned(ScriptedThread thread) {
        if (thread.kind() != ContextKind.KWORKER) {
            super.spawned(thread);
            return;
        }
        works.add(thread);
        reach("queue_work:" + count("queue_work"));
    }

    @Override
    public boolean blocked(Op op, Word cell, long a) {
        ScriptedThread thread = machine().parkable();
        if (cell.name().equals("state") || thread == null) {
            asleep = new Wait(op, cell, a);
            return super.blocked(op, cell, a);
        }
        if (!waiting.containsKey(thread)) {
            tellWait(op, cell);
        }
        await(thread, new Wait(op, cell, a));
        return false;
    }

    private void await(ScriptedThread thread, Wait wait) {
        waiting.put(thread, wait);
        machine().park();
        if (wait.over()) {
            waiting.remove(thread);
        }
    }

    /** What would wake it may be done by a thread that has stopped. */
    @Override
    protected void starved(String what) {
        ScriptedThread thread = machine().parkable();
        if (thread == null || asleep == null) {
            super.starved(what);
        } else {
            await(thread, asleep);
        }
    }

    private void tellWait(Op op, Word cell) {
        if (inodeLock(cell)) {
            emit("inode_lock_wait", "req", requestOf(context()));
        } else if (op == Op.DOWN_READ || op == Op.DOWN_WRITE) {
            emit("data_sem", "op", op == Op.DOWN_READ ? "wait_read" : "wait_write");
        } else if (op == Op.LOCK) {
            emit("lock_wait");
        }
    }

    /** Whether {@code cell} is the lock of an inode. */
    static boolean inodeLock(Cell cell) {
        return cell.name().equals("i_mutex") || cell.name().equals("i_rwsem");
    }

    /** The request that a context works for, -1 none. */
    static int requestOf(String ctx) {
        return ctx.startsWith("task") ? Integer.parseInt(ctx.substring("task".length())) : -1;
    }

    @Override
    public void after(Op op, Cell cell) {
        super.after(op, cell);
        if (op == Op.UNLOCK && cell.name().equals("i_completed_io_lock")) {
            for (ScriptedThread thread : List.copyOf(started)) {
                Wait wait = waiting.get(thread);
                if (wait != null && wait.cell() == cell && wait.over()) {
                    machine().run(thread);
                }
            }
        }
    }

    @Override
    public void said(Event event) {
        if (event instanceof WorkEvent.WorkStart) {
            ScriptedThread worker = machine().running();
            worker.name("kworker" + workers++);
            works.remove(worker);
            started.add(worker);
        }
        super.said(event);
    }
}

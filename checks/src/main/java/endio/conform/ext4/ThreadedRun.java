// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import com.fasterxml.jackson.databind.JsonNode;
import endio.conform.GoldenLine;
import endio.conform.ScriptRun;
import endio.conform.ScriptedThread;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.IoEndEvent;
import endio.event.DioEvent;
import endio.event.MappingEvent;
import endio.event.RequestEvent;
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
    private int workers;
    private int listLoads;

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
            return super.blocked(op, cell, a);
        }
        if (!waiting.containsKey(thread)) {
            tellWait(op, cell);
        }
        waiting.put(thread, new Wait(op, cell, a));
        machine().park();
        if (op.ready(cell.value, a)) {
            waiting.remove(thread);
        }
        return false;
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

    private static boolean inodeLock(Cell cell) {
        return cell.name().equals("i_mutex") || cell.name().equals("i_rwsem");
    }

    private static int requestOf(String ctx) {
        return ctx.startsWith("task") ? Integer.parseInt(ctx.substring("task".length())) : -1;
    }

    @Override
    public void before(Op op, Cell cell) {
        super.before(op, cell);
        String ctx = context();
        if (cell.name().equals("i_private") && op == Op.STORE) {
            reach("aio_set:" + requestOf(ctx) + ":" + count("aio_set:" + ctx));
        } else if (op == Op.ADD_RETURN && cell.owner().type().equals("io_end")) {
            if (ctx.startsWith("flusher")) {
                reach("wb_put:" + ctx.substring("flusher".length()));
            }
            int io = cell.owner().number();
            reach("put:" + io + ":" + count("put:" + io));
        } else if (cell.name().endsWith("conversion_list")) {
            beforeList(op);
        }
    }

    /** Taking a list is a load and a store; appending looks whether it is empty first. */
    private void beforeList(Op op) {
        if (op == Op.LOAD) {
            listLoads++;
        } else if (listLoads > 1) {
            reach("list_add:" + count("list_add"));
        }
    }

    @Override
    public void after(Op op, Cell cell) {
        super.after(op, cell);
        if ((op == Op.UNLOCK || op == Op.UP_WRITE) && inodeLock(cell)) {
            String ctx = context();
            reach("unlocked:" + requestOf(ctx) + ":" + count("unlocked:" + ctx));
        }
        if (!cell.name().equals("i_completed_io_lock")) {
            return;
        }
        if (op == Op.LOCK) {
            listLoads = 0;
        } else {
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
        String point = point(event);
        if (point != null) {
            reach(point);
        }
    }

    private @Nullable String point(Event event) {
        if (event instanceof InodeEvent.InodeLock lock) {
            return "locked:" + lock.req();
        } else if (event instanceof IoEndEvent.AioSet set) {
            return counted("aio_set_done:" + set.req());
        } else if (event instanceof IoEndEvent.AioGet get) {
            return counted("aio_get:" + (get.req() < 0 ? "wb" : get.req()));
        } else if (event instanceof IoEndEvent.DioReturn ret) {
            return "dio_return:" + ret.req();
        } else if (event instanceof IoEndEvent.IoEndPut put) {
            return counted("put_done:" + put.ioEnd());
        } else if (event instanceof MappingEvent.GetBlock get) {
            return "get_block_done:" + get.req() + ":" + (count("get_block_done:" + get.req()) - 1);
        } else if (event instanceof DioEvent.EndIo end) {
            return "end_io:" + end.req();
        } else if (event instanceof FileSystemEvent.ConvertBegin convert) {
            return "convert:" + convert.call();
        } else if (event instanceof RequestEvent.AioComplete complete) {
            return "aio_complete:" + complete.req();
        }
        return null;
    }

    private String counted(String what) {
        return what + ":" + count(what);
    }
}

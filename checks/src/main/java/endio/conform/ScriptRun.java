// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.event.ContextKind;
import endio.event.DioEvent;
import endio.event.Errno;
import endio.event.Event;
import endio.event.MappingEvent;
import endio.event.RequestEvent;
import endio.event.WorkEvent;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.machine.Cell;
import endio.machine.KernelBug;
import endio.machine.Op;
import endio.machine.Word;
import endio.vfs.SuperBlock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One scenario that is being run: its driver, its points and its actions, as far as all families of golden lists
 * share them. Points are found in the stream of operations and events; nothing in the model marks them.
 */
public abstract class ScriptRun implements ScriptedMachine.Script {
    private final GoldenLine line;
    private final ScriptedMachine machine;
    private final Kernel kernel;
    private final Transcript transcript;
    private final Map<String, Deque<JsonNode>> hooks = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Deque<ScriptedThread> works = new ArrayDeque<>();
    private final Map<ScriptedThread, Deque<Integer>> ending = new HashMap<>();
    private final Set<Integer> issued = new HashSet<>();
    private final ScriptedFaults faults;
    private boolean booted;

    /**
     * @param stacks what threads that can park run on; null: none can
     */
    protected ScriptRun(GoldenLine line, @Nullable Stacks stacks) {
        this.line = line;
        this.machine = new ScriptedMachine(this, stacks);
        this.faults = new ScriptedFaults(line.scenario(), () -> !booted || context().startsWith("racer"));
        this.kernel = new Kernel(machine, faults);
        this.transcript = new Transcript(this::render);
        line.scenario().path("hooks").properties().forEach(hook -> {
            Deque<JsonNode> actions = new ArrayDeque<>();
            hook.getValue().forEach(actions::add);
            hooks.put(hook.getKey(), actions);
        });
    }

    /** The fields of {@code event} in the lists, or null if it is in none. */
    protected abstract @Nullable ObjectNode render(Event event);

    /** The device. */
    protected abstract ScriptedDevice device();

    /** The super block. */
    protected abstract SuperBlock sb();

    /** The body of the task that issues request {@code req}, from its entry to its return. */
    protected abstract void request(int req);

    /** What the model runs on. */
    protected final ScriptedMachine machine() {
        return machine;
    }

    /** The kernel. */
    public final Kernel kernel() {
        return kernel;
    }

    /** The line. */
    protected final GoldenLine line() {
        return line;
    }

    /** The inputs. */
    protected final JsonNode scenario() {
        return line.scenario();
    }

    /** What has happened. */
    protected final Transcript transcript() {
        return transcript;
    }

    /** Name of the running context in events. */
    protected final String context() {
        return machine.current().name();
    }

    /** Adds an event that the model has no word for, in the running context. */
    public final void emit(String name, Object... fields) {
        transcript.add(context(), name, EventJson.fields(fields));
    }

    /**
     * Plays a list of one of the two engines, with a queue that is there already if it says so.
     *
     * @param notes gets a line about a crash
     * @param counters writes what is left at the end; not asked after a crash
     */
    protected final Observed observe(ObjectNode returns, ObjectNode completions, List<String> notes,
            Consumer<ObjectNode> counters) {
        if (scenario().path("wq").path("preset").asBoolean(false)) {
            sb().sDioDoneWq().store(kernel().allocWorkqueue("dio", Set.of(WorkQueue.Flag.MEM_RECLAIM), 0, -1));
        }
        KernelBug crash = play();
        JsonNode last = NullNode.getInstance();
        if (crash == null) {
            ObjectNode counted = JsonNodeFactory.instance.objectNode();
            counters.accept(counted);
            WorkQueue published = sb().sDioDoneWq().load();
            last = counted.put("sb_wq", published == null ? -1 : published.number());
        } else {
            notes.add(String.valueOf(crash.getMessage()));
        }
        JsonNode first = returns.path("0");
        return new Observed(transcript().events(), Map.of("returns", returns, "completions", completions, "final", last,
                "return", first.isMissingNode() ? NullNode.getInstance() : first), notes, machine().heard());
    }

    /** Runs the script to its end. Returns the crash of the modelled kernel that ended it, or null. */
    protected final @Nullable KernelBug play() {
        booted = true;
        try {
            scenario().path("main").forEach(this::act);
            drain();
            return null;
        } catch (KernelBug crash) {
            return crash;
        }
    }

    /** What is left when the driver is through: bios end, then works run, until nothing is left. */
    protected void drain() {
        while (device().lowest() != null || !works.isEmpty()) {
            for (Integer bio = device().lowest(); bio != null; bio = device().lowest()) {
                complete(bio, false, false);
            }
            work();
        }
    }

    /** Runs the actions of a point, the first time that it is reached. */
    public final void reach(String point) {
        Deque<JsonNode> actions = hooks.remove(point);
        if (actions != null) {
            actions.forEach(this::act);
        }
    }

    /** Counts, from 1, how often {@code what} happened. */
    public final int count(String what) {
        return counts.merge(what, 1, Integer::sum);
    }

    /** Does one action. */
    protected void act(JsonNode action) {
        String op = action.path("op").asText();
        switch (op) {
            case "issue" -> issue(action.path("req").asInt());
            case "complete" -> {
                int bio = action.path("bio").asInt();
                if (device().has(bio)) {
                    complete(bio, status(action.path("status").asText("OK")),
                            action.path("ctx").asText("irq").equals("task"));
                }
            }
            case "work" -> work();
            case "install_wq" -> installWq();
            default -> throw line.error("unknown action '" + op + "'");
        }
    }

    /** Issues a request, once, nested in whatever is running. */
    protected void issue(int req) {
        if (issued.add(req)) {
            machine.run(machine.thread(ContextKind.TASK, "task" + req, () -> request(req)));
        }
    }

    /** The status of a bio, 0 or a negative errno, that the lists call {@code name}. */
    private int status(String name) {
        return switch (name) {
            case "OK" -> 0;
            case "EIO" -> -Errno.EIO;
            case "ENOSPC" -> -Errno.ENOSPC;
            case "EAGAIN" -> -Errno.EAGAIN;
            default -> throw line.error("unknown status '" + name + "'");
        };
    }

    /**
     * Ends a bio that is in flight.
     *
     * @param inline in the running context, not in an interrupt
     */
    protected final void complete(int bio, boolean error, boolean inline) {
        complete(bio, error ? -Errno.EIO : 0, inline);
    }

    /** The same with a status of 0 or a negative errno. */
    protected final void complete(int bio, int status, boolean inline) {
        Runnable end = () -> ending(bio, () -> device().end(bio, status));
        if (inline) {
            machine.nested(ContextKind.INLINE, context(), end);
        } else {
            machine.run(machine.thread(ContextKind.IRQ, numbered("irq", ContextKind.IRQ), end));
        }
    }

    /** Runs {@code end} in the running thread as the end of {@code bio}. */
    protected final void ending(int bio, Runnable end) {
        Deque<Integer> mine = ending.computeIfAbsent(machine.running(), thread -> new ArrayDeque<>());
        mine.push(bio);
        end.run();
        mine.pop();
    }

    /** The name of a new interrupt or worker: a number is added if another one is unfinished. */
    protected final String numbered(String name, ContextKind kind) {
        int others = machine.unfinished(kind);
        return others == 0 ? name : name + (others + 1);
    }

    /** A worker takes the oldest queued work and runs it. */
    protected void work() {
        ScriptedThread worker = works.poll();
        if (worker != null) {
            worker.name(numbered("kworker", ContextKind.KWORKER));
            machine.run(worker);
        }
    }

    /** Queues a work of the surroundings, which runs like one of the model's. */
    public final void queue(Runnable body) {
        queueQuietly(body);
        reach("queue_work:" + count("queue_work"));
    }

    /** The same where the queueing is no point of the script. */
    protected final void queueQuietly(Runnable body) {
        works.add(machine.thread(ContextKind.KWORKER, "kworker", body));
    }

    /** Whether a work is queued. */
    protected final boolean hasWork() {
        return !works.isEmpty();
    }

    private void installWq() {
        if (sb().sDioDoneWq().load() != null) {
            return;
        }
        machine.run(machine.thread(ContextKind.TASK, "racer", () -> {
            WorkQueue wq = kernel.allocWorkqueue("dio", Set.of(WorkQueue.Flag.MEM_RECLAIM), 0, -1);
            WorkQueue old = sb().sDioDoneWq().cmpxchg(null, wq);
            kernel.say(new WorkEvent.WqPublish(wq == null ? -1 : wq.number(), old == null));
        }));
    }

    /** What the script answers when a thread waits in {@code io_schedule}. */
    private void asleep(String reason) {
        String point = "wait:" + machine.current().name().replaceAll("\\D", "");
        Deque<JsonNode> actions = hooks.get(point);
        if (actions != null && !actions.isEmpty()) {
            act(actions.poll());
            return;
        }
        Integer bio = device().lowest();
        if (bio == null) {
            starved(reason);
        } else {
            complete(bio, false, false);
        }
    }

    /** A thread sleeps in {@code io_schedule}, and no bio is in flight that could wake it. */
    protected void starved(String reason) {
        throw new KernelBug("sleeps for ever: " + reason);
    }

    @Override
    public boolean blocked(Op op, Word cell, long a) {
        if (cell.name().equals("state")) {
            asleep(cell.toString());
            return false;
        }
        return ready(op, cell);
    }

    /**
     * A lock or another wait is not ready, and nobody sleeps in {@code io_schedule} for it.
     *
     * @return true: go on all the same
     */
    protected boolean ready(Op op, Word cell) {
        throw new KernelBug("deadlock: " + op + " of " + cell);
    }

    @Override
    public void before(Op op, Cell cell) {
        if (op == Op.LOCK && cell.name().equals("bio_lock")) {
            Integer bio = endedHere();
            if (bio != null) {
                reach("bio_lock:" + bio);
            }
            String ctx = context();
            if (ctx.startsWith("task")) {
                String req = ctx.substring("task".length());
                reach("lock:" + req + ":" + count("lock:" + req));
            }
        }
    }

    @Override
    public void after(Op op, Cell cell) {
        if (op == Op.UNLOCK && cell.name().equals("bio_lock")) {
            Integer bio = endedHere();
            if (bio != null) {
                reach("bio_unlock:" + bio);
            }
        }
    }

    /** The bio that the running thread ends, or null. */
    protected final @Nullable Integer endedHere() {
        Deque<Integer> mine = ending.get(machine.running());
        return mine == null ? null : mine.peek();
    }

    @Override
    public void spawned(ScriptedThread thread) {
        if (thread.kind() != ContextKind.KWORKER) {
            throw new IllegalStateException("the model starts a thread that no script knows: " + thread.name());
        }
        works.add(thread);
        reach("queue_work:" + count("queue_work"));
    }

    @Override
    public void said(Event event) {
        if (!booted) {
            return;
        }
        transcript.said(context(), event);
        if (event instanceof MappingEvent.GetBlockBegin get) {
            reach("get_block:" + get.req() + ":" + get.n());
        } else if (event instanceof DioEvent.Unplug unplug) {
            reach("unplug:" + unplug.req());
        } else if (event instanceof RequestEvent.Return ret) {
            reach("return:" + ret.req());
        } else if (event instanceof WorkEvent.WqAlloc alloc && !context().startsWith("racer")) {
            int n = count("wq_alloc");
            if (alloc.wq() >= 0) {
                reach("wq_alloc:" + n);
            }
        }
    }

    /** Log2 of a size in the scenario; refuses the line if it is no power of two. */
    protected final int log2(String field, int otherwise) {
        int size = scenario().path(field).asInt(otherwise);
        if (Integer.bitCount(size) != 1) {
            throw line().error(field + " is no power of two: " + size);
        }
        return Integer.numberOfTrailingZeros(size);
    }
}

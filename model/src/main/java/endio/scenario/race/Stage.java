// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

import endio.event.ContextKind;
import endio.event.Event;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.machine.KernelBug;
import endio.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One performance of a race: a kernel on some machine, the parts that race, and how it ended.
 *
 * <p>An engine sets the stage, plays each part once in a thread of its own, and asks for the end when all are over. Threads
 * that the model would start, as workers, run then, one after the other.
 */
public final class Stage {
    /** What is said of a part that never ended. */
    public static final String STUCK = "stuck";
    /** What is said of a part in which the modelled kernel crashed. */
    public static final String CRASH = "crash";

    /**
     * Somebody who races.
     *
     * @param kind what it runs as
     * @param body returns a word about what it saw
     */
    record Part(ContextKind kind, String name, Supplier<String> body) {}

    private final Heard machine;
    private final Kernel kernel;
    private final List<Part> parts = new ArrayList<>();
    private final @Nullable String[] results = new @Nullable String[Race.MOST_PARTS];
    private @Nullable Supplier<String> look;

    Stage(Machine machine, BiFunction<Machine, Faults, Kernel> kernel, Consumer<Stage> scene) {
        this.machine = new Heard(machine);
        this.kernel = kernel.apply(this.machine, Faults.NONE);
        scene.accept(this);
        this.machine.parts(parts.size());
    }

    /** The kernel that is raced in. */
    public Kernel kernel() {
        return kernel;
    }

    /** Adds a part; {@code body} returns a word about what it saw. */
    public void part(ContextKind kind, String name, Supplier<String> body) {
        parts.add(new Part(kind, name, body));
    }

    /** What to say of the end. Without it nobody looks, and nothing that was started is run. */
    public void end(Supplier<String> words) {
        this.look = words;
    }

    /** Tells {@code listener} of every event, in the thread that says it, which then goes on. */
    public void listen(Consumer<Event> listener) {
        machine.listen(listener);
    }

    /** How many parts there are. */
    public int parts() {
        return parts.size();
    }

    /** What a part runs as. */
    public ContextKind kind(int part) {
        return parts.get(part).kind();
    }

    /** What a part is called. */
    public String name(int part) {
        return parts.get(part).name();
    }

    /** Plays a part, from 0, in the calling thread, which the machine numbers one higher. Returns its word. */
    public String play(int part) {
        String word;
        try {
            word = parts.get(part).body().get();
        } catch (KernelBug e) {
            word = CRASH;
        }
        results[part] = word;
        return word;
    }

    /** Runs whatever the model wanted to start while the stage was set. */
    public void runStarted() {
        List<Heard.Started> started = List.copyOf(machine.part(0).started);
        machine.part(0).started.clear();
        started.forEach(this::run);
    }

    private void run(Heard.Started started) {
        machine.nested(started.kind(), started.name(), started.body());
    }

    /** What the calling part said of {@code type} so far. */
    public <E extends Event> List<E> said(Class<E> type) {
        return of(type, machine.mine().said);
    }

    /** What anybody said of {@code type}; for the end. */
    public <E extends Event> List<E> allSaid(Class<E> type) {
        return of(type, machine.all());
    }

    private static <E extends Event> List<E> of(Class<E> type, List<Event> events) {
        List<E> found = new ArrayList<>();
        for (Event event : events) {
            if (type.isInstance(event)) {
                found.add(type.cast(event));
            }
        }
        return found;
    }

    /** Whether there is anything to say of the end. */
    public boolean hasEnd() {
        return look != null;
    }

    /** When all parts are over: runs what was started meanwhile, unless somebody is stuck or crashed, and looks. */
    public String end() {
        if (look == null) {
            return "";
        }
        List<Heard.Started> started = new ArrayList<>();
        for (int i = 0; i <= parts.size(); i++) {
            started.addAll(machine.part(i).started);
        }
        machine.part(0).started.clear();
        try {
            for (int next = 0; next < started.size() && allEnded(); next++) {
                run(started.get(next));
                started.addAll(machine.part(0).started);
                machine.part(0).started.clear();
            }
        } catch (KernelBug e) {
            return CRASH;
        }
        return look.get();
    }

    private boolean allEnded() {
        for (int i = 0; i < parts.size(); i++) {
            String word = results[i];
            if (word == null || word.equals(STUCK) || word.equals(CRASH)) {
                return false;
            }
        }
        return true;
    }

    /** A part did not end. */
    public void stuck(int part) {
        results[part] = STUCK;
    }

    /** All words, as JCStress would write them: the parts', and then the end's. */
    public String outcome() {
        String end = end();
        StringJoiner all = new StringJoiner(", ");
        for (int i = 0; i < parts.size(); i++) {
            String word = results[i];
            all.add(word == null ? STUCK : word);
        }
        return (hasEnd() ? all.add(end) : all).toString();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sees from outside whether executions go on. Between two steps a model must not loop for ever or wait for what Java has; one that
 * does never comes back to the search, which therefore cannot tell. Whoever has started a search asks {@link #stuck} from
 * another thread, as often as he likes: only what has not moved over so many questions is told, so that a process that was stopped
 * as a whole, by a debugger for one, is not taken for one that hangs.
 */
public final class Watch {
    /** Sees nothing. */
    public static final Watch NONE = new Watch(false);

    private final boolean sees;
    private final List<Watched> all = new CopyOnWriteArrayList<>();

    /** One that sees the searches whose options have it. */
    public Watch() {
        this(true);
    }

    private Watch(boolean sees) {
        this.sees = sees;
    }

    /** A machine, and the thread of Java that drives it. */
    private static final class Watched {
        private final Execution execution;
        private final Fibers fibers;
        private final Thread driver;
        private long moved = -1;
        private int still;

        Watched(Execution execution, Fibers fibers, Thread driver) {
            this.execution = execution;
            this.fibers = fibers;
            this.driver = driver;
        }

        /** How often it was asked since it last took a step. */
        int still() {
            long now = execution.moved();
            still = now == moved && now >= 0 ? still + 1 : 0;
            moved = now;
            return still;
        }
    }

    /** The calling thread drives {@code execution} until {@link #ends}. */
    void begins(Execution execution, Fibers fibers) {
        if (sees) {
            all.add(new Watched(execution, fibers, Thread.currentThread()));
        }
    }

    /** It does no longer. */
    void ends() {
        all.removeIf(watched -> watched.driver == Thread.currentThread());
    }

    /**
     * Where the model is that has taken no step since {@code patience} such questions; empty if none is. Asked by one thread.
     */
    public synchronized Optional<String> stuck(int patience) {
        for (Watched watched : all) {
            if (watched.still() >= patience) {
                Thread at = watched.fibers.carrier(watched.driver);
                StackTraceElement[] stack = at.getStackTrace();
                String doing = at.getState() == Thread.State.RUNNABLE ? "is busy" : "waits";
                return Optional.of(watched.execution.current().name() + " " + doing + ModelError.place(stack));
            }
        }
        return Optional.empty();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Ending;
import endio.property.Property;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A run that another engine scheduled, taken again step by step and judged by happens-before, as the explorer and the
 * random strategies judge.
 *
 * @param outcome as the program called it
 * @param violated ids of the properties, and {@code crash}, {@code deadlock}, {@code assertion}
 */
public record Followed(String outcome, Set<String> violated) {

    /**
     * Who made a thread, 0: boot, and as which of its own. Threads are numbered from 1 on, in any order but makers
     * first.
     */
    public interface Born {
        /** Number of its maker. */
        int maker();

        /** How many its maker had made before it. */
        int index();
    }

    /**
     * Runs {@code program} again.
     *
     * @param steps numbers of who took each operation and each choice
     * @param choices what was chosen, 0 from there on
     * @param cut whether it ended there although somebody could go on
     * @throws IllegalStateException if it does not go as it went
     */
    public static Followed run(Program program, List<? extends Property> properties, List<? extends Born> born,
            List<Integer> steps, List<Integer> choices, boolean cut) {
        Threads threads = new Threads();
        try (Fibers fibers = Fibers.fastest()) {
            Execution execution = new Execution(threads, fibers, true, log -> new Audience(List.copyOf(properties), log, false));
            execution.strategy(new Same(execution, born, steps, choices, cut));
            Ending ending = execution.run(program, 0);
            Set<String> violated = new TreeSet<>();
            execution.audience.violations().forEach(v -> violated.add(v.property()));
            return new Followed(execution.outcome(ending), violated);
        }
    }

    /** The strategy that takes the steps that were taken. */
    private static final class Same implements Strategy {
        private final Execution execution;
        private final List<? extends Born> born;
        private final List<Integer> steps;
        private final List<Integer> choices;
        private final boolean cut;
        private int step;
        private int choice;

        Same(Execution execution, List<? extends Born> born, List<Integer> steps, List<Integer> choices, boolean cut) {
            this.execution = execution;
            this.born = born;
            this.steps = steps;
            this.choices = choices;
            this.cut = cut;
        }

        @Override
        public @Nullable LogicalThread next(Threads threads, @Nullable LogicalThread current) {
            if (step < steps.size()) {
                LogicalThread next = thread(threads, steps.get(step));
                if (next == null || !threads.canStep(next)) {
                    throw new IllegalStateException("step " + step + " of " + steps.size() + " was one of " + next + ", which cannot");
                }
                step++;
                return next;
            }
            if (threads.first() == null) {
                return null;
            }
            if (!cut) {
                throw new IllegalStateException("after all steps " + threads.first() + " can go on");
            }
            execution.cut();
            return null;
        }

        private @Nullable LogicalThread thread(Threads threads, int number) {
            if (number == 0) {
                return threads.byId(0);
            }
            Born by = born.get(number - 1);
            LogicalThread maker = thread(threads, by.maker());
            return maker == null ? null : maker.made(by.index());
        }

        @Override
        public int choose(LogicalThread thread) {
            return choice < choices.size() ? Math.min(choices.get(choice++), thread.alternatives - 1) : 0;
        }

        @Override
        public void stepped(int pathStep) {}

        @Override
        public boolean partsEvents() {
            return false;
        }
    }
}

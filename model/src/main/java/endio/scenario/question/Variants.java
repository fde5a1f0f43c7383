// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.question;

import endio.scenario.Generation;
import endio.scenario.Generations;
import java.util.List;

/** All that is compared to answer a question. */
public final class Variants implements Generations {

    @Override
    public List<? extends Generation> all() {
        return List.of(
                new ProcessorsVariant("queue-bound-awake", "a bound queue, all bios end on one processor, no worker sleeps",
                        new Processors.Kind(true, false, false)),
                new ProcessorsVariant("queue-bound-here", "a bound queue, all bios end on one processor",
                        new Processors.Kind(true, false, true)),
                new ProcessorsVariant("queue-bound", "a bound queue, bios end on either processor",
                        new Processors.Kind(true, true, true)),
                new ProcessorsVariant("queue-unbound-here", "an unbound queue, all bios end on one processor",
                        new Processors.Kind(false, false, true)),
                new ProcessorsVariant("queue-unbound", "an unbound queue, bios end on either processor",
                        new Processors.Kind(false, true, true)),
                new StackedVariant("queue-each", "a queue for each super block", Queues.each(0)),
                new StackedVariant("queue-each-1", "a queue for each, max_active 1", Queues.each(1)),
                new StackedVariant("queue-each-rescuer", "a queue for each, and no memory for workers",
                        Queues.each(0).underPressure()),
                new StackedVariant("queue-each-nobody", "a queue for each without WQ_MEM_RECLAIM, and no memory for workers",
                        Queues.each(0).withoutRescuer().underPressure(), List.of("loop-room", "loop-one", "loop-deep"), "L7"),
                new StackedVariant("queue-all", "one queue for all super blocks", Queues.all(0)),
                new StackedVariant("queue-all-1", "one queue for all, max_active 1", Queues.all(1), List.of("loop-one", "loop-deep"), "L11"),
                new StackedVariant("queue-all-2", "one queue for all, max_active 2", Queues.all(2), List.of("loop-deep"), "L11"),
                new StackedVariant("queue-all-rescuer", "one queue for all, and no memory for workers",
                        Queues.all(0).underPressure(), List.of("loop-one", "loop-deep"), "L7", "L11"));
    }
}

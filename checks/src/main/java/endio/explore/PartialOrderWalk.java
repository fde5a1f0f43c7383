// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Op;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Partial order sampling (Yuan, Yang, Gu, "Partial Order Aware Concurrency Sampling", CAV 2018): every step that waits to be taken
 * has a random priority, and the highest is taken; those that race with it get new ones. Steps that commute with all others so have
 * no say in the order of those that do not.
 */
final class PartialOrderWalk extends RandomStrategy {
    private final Path path;
    private double[] priority = new double[16];
    private int known;
    private int last = -1;

    PartialOrderWalk(Execution execution, int maxSteps) {
        super(execution, maxSteps);
        this.path = execution.path;
    }

    @Override
    void begin(long seed) {
        super.begin(seed);
        known = 0;
        last = -1;
    }

    @Override
    LogicalThread toss(Threads threads, @Nullable LogicalThread current) {
        if (threads.count() > priority.length) {
            priority = Arrays.copyOf(priority, 2 * threads.count());
        }
        for (; known < threads.count(); known++) {
            priority[known] = random.nextDouble();
        }
        for (int i = 0; i < threads.count() && last >= 0; i++) {
            if (i == last || races(threads.born(i))) {
                priority[i] = random.nextDouble();
            }
        }
        int highest = -1;
        for (int i = 0; i < threads.count(); i++) {
            if (threads.canStep(threads.born(i)) && (highest < 0 || priority[i] > priority[highest])) {
                highest = i;
            }
        }
        last = highest;
        return threads.born(highest);
    }

    /** Whether a step that waits to be taken does not commute with the last that was. */
    private boolean races(LogicalThread t) {
        int step = path.length() - 1;
        return t.live && t.op != null && t.cell != null && path.cell[step] == t.cell.id()
                && !(path.kind[step] == Path.READ && t.op.access() == Op.Access.READ);
    }
}

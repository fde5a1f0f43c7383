// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import org.jspecify.annotations.Nullable;

/** Each of those that can go on with the same probability, at each step. Orders that end a thread early come up more often. */
final class RandomWalk extends RandomStrategy {

    RandomWalk(Execution execution, int maxSteps) {
        super(execution, maxSteps);
    }

    @Override
    LogicalThread toss(Threads threads, @Nullable LogicalThread current) {
        int can = 0;
        for (int i = 0; i < threads.count(); i++) {
            can += threads.canStep(threads.born(i)) ? 1 : 0;
        }
        int who = random.nextInt(can);
        for (int i = 0; ; i++) {
            if (threads.canStep(threads.born(i)) && who-- == 0) {
                return threads.born(i);
            }
        }
    }
}

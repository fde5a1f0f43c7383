// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Random;

/** Has all that can be shared shared at once, and gives out tasks in any order: the worst that timing could do. */
final class ShuffledFrontier extends Frontier {
    private final Random random;

    ShuffledFrontier(int workers, long seed) {
        super(workers);
        random = new Random(seed);
    }

    @Override
    boolean hungry() {
        return true;
    }

    @Override
    int least() {
        return 1;
    }

    @Override
    int which(int forks) {
        return random.nextInt(forks);
    }
}

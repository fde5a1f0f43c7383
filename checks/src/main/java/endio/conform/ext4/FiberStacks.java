// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import endio.conform.Stacks;
import endio.fiber.Fiber;
import endio.fiber.Fibers;

/** Stacks on the fastest fibers that there are. */
final class FiberStacks implements Stacks {
    static final FiberStacks INSTANCE = new FiberStacks(Fibers.fastest());

    private final Fibers fibers;

    private FiberStacks(Fibers fibers) {
        this.fibers = fibers;
    }

    @Override
    public Stack create(Runnable body) {
        Fiber fiber = fibers.create(body);
        return new Stack() {
            @Override
            public void resume() {
                fiber.resume();
            }

            @Override
            public void pause() {
                fiber.pause();
            }
        };
    }
}

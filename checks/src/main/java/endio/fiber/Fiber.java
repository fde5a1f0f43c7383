// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fiber;

import org.jspecify.annotations.Nullable;

/**
 * Code that can be stopped in the middle and continued later. It is created at its beginning, runs in {@link #resume} until it
 * {@linkplain #pause pauses}, {@linkplain #handOver hands over} or ends, and may be dropped at any time.
 *
 * <p>Who resumes a fiber holds no Java monitor either: from JDK 24 on a continuation that stops takes all monitors of its thread
 * with it, and the virtual machine crashes.
 *
 * <p>Two rules for the code in it: it holds no Java monitor where it stops (a continuation would keep its carrier), and it knows
 * nothing by {@link Thread#currentThread()}.
 */
public abstract class Fiber {
    /** Who goes on in this one's place once it has stopped. */
    @Nullable Fiber successor;

    Fiber() {}

    /**
     * Runs this fiber and whoever it hands over to; returns when one of them has paused, or has ended without a successor.
     *
     * @throws IllegalStateException if it has ended
     */
    public abstract void resume();

    /** Called inside: stops here, {@code next} goes on in its place, and {@link #resume} does not return for that. */
    public abstract void handOver(Fiber next);

    /** Called inside: stops here, and lets {@link #resume} return. */
    public abstract void pause();

    /** Called inside, at the end of the body: {@code next} goes on when the body has returned; {@code null}: resume returns. */
    public final void endWith(@Nullable Fiber next) {
        successor = next;
    }

    /** Whether its body has returned. */
    public abstract boolean done();

    /**
     * Gives up a fiber that will not be resumed. On platform threads its body is unwound by an error that nothing may catch, and
     * its {@code finally} blocks run; a continuation is left to the garbage collector and they do not.
     */
    public abstract void discard();

    /**
     * What unwinds a discarded fiber. Code that runs a body and catches all must let it through, and code that a body calls while
     * it is unwound throws it again.
     */
    public static Error unwinding() {
        return new Unwound();
    }

    /** Whether {@code thrown} unwinds a discarded fiber. */
    public static boolean unwinds(Throwable thrown) {
        return thrown instanceof Unwound;
    }

    static final class Unwound extends Error {
        private static final long serialVersionUID = 1;

        private Unwound() {
            super("this fiber was discarded", null, false, false);
        }
    }
}

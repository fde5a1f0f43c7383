// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fiber;

/** Where fibers come from. */
public interface Fibers extends AutoCloseable {

    /** A fiber that has not begun. An exception out of {@code body} is a fault of who wrote the body: it must catch its own. */
    Fiber create(Runnable body);

    /** What they run on, for people: {@code continuations}, {@code threads}. */
    String name();

    /** The thread of Java whose stack has the fiber that runs, if {@code driver} is in {@link Fiber#resume}. To be asked by any thread. */
    default Thread carrier(Thread driver) {
        return driver;
    }

    /** Lets go of what they run on. Fibers that are not done must have been discarded. */
    @Override
    default void close() {}

    /** The fastest kind that this JDK has. */
    static Fibers fastest() {
        return Continuations.AVAILABLE ? continuations() : threads();
    }

    /**
     * Fibers on {@code jdk.internal.vm.Continuation}.
     *
     * @throws UnsupportedOperationException before JDK 21, or without {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}
     */
    static Fibers continuations() {
        if (!Continuations.AVAILABLE) {
            throw new UnsupportedOperationException("no jdk.internal.vm.Continuation here: " + Continuations.REASON);
        }
        return new Continuations();
    }

    /** Fibers on platform threads, one running at a time; threads are used again for later fibers. */
    static Fibers threads() {
        return new ThreadFibers();
    }

    /** Whether {@link #continuations} can be had. */
    static boolean continuationsAvailable() {
        return Continuations.AVAILABLE;
    }
}

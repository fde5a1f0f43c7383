// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

/** Where threads that can park get their stacks from. */
@FunctionalInterface
public interface Stacks {

    /** A stack that runs {@code body} when it is first resumed. */
    Stack create(Runnable body);

    /** One stack. */
    interface Stack {
        /** Runs it until it pauses or ends. */
        void resume();

        /** Called on it: lets {@link #resume} return. */
        void pause();
    }
}

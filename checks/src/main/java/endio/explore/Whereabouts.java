// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import org.jspecify.annotations.Nullable;

/**
 * Where in its code a thread stopped that an execution is given up for: it is let go on once more, only to look at its own stack.
 * That works on all kinds of fibers and costs nothing as long as nobody asks.
 */
final class Whereabouts {
    private @Nullable LogicalThread wanted;
    private boolean asking;
    private StackTraceElement[] stack = {};
    private String who = "";

    /** Forgets whom it asked. */
    void restart() {
        wanted = null;
    }

    /** When the execution has stopped, this one is to say where it is. */
    void ask(LogicalThread thread) {
        wanted = thread;
        stack = new StackTraceElement[0];
        who = thread.context.name();
    }

    /** The same, unless one has said so already. */
    void askFirst(LogicalThread thread) {
        if (wanted == null && stack.length == 0) {
            ask(thread);
        }
    }

    /** Lets the one that was asked say it, if it has not ended. */
    void visit() {
        LogicalThread thread = wanted;
        wanted = null;
        if (thread != null && thread.live && thread.fiber != null) {
            asking = true;
            thread.fiber().resume();
        }
    }

    /** Called in {@code thread} when it goes on: if it was only asked, it says where it is and stops again. */
    void note(LogicalThread thread) {
        if (asking) {
            asking = false;
            stack = new Throwable().getStackTrace();
            thread.fiber().pause();
        }
    }

    /** Where it was, see {@link ModelError#place}; empty if nobody could be asked. */
    String place() {
        return ModelError.place(stack);
    }

    /** The same with who it is. */
    String whoAndPlace() {
        return stack.length == 0 ? "" : who + place();
    }
}

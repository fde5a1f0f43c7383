// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Op;
import endio.machine.Word;
import endio.property.Ending.Blocked;

/** What blocking means: a pending operation on a word that is not ready for it. */
final class Waiting {
    private Waiting() {}

    static boolean ready(LogicalThread thread) {
        Op op = thread.op;
        return op == null || !op.waits() || op.ready(((Word) thread.cell).value, thread.a);
    }

    /** What a thread waits for; {@link endio.kernel primitives} store the owner of a lock as its thread's number plus 1. */
    static Blocked blocked(LogicalThread thread, Threads threads) {
        Word word = (Word) thread.cell;
        String what = thread.op + " " + word + switch (thread.op) {
            case AWAIT_EQ -> " == " + thread.a;
            case AWAIT_NE -> " != " + thread.a;
            case AWAIT_GE -> " >= " + thread.a;
            case AWAIT_LE -> " <= " + thread.a;
            default -> "";
        };
        String holder = switch (thread.op) {
            case LOCK -> holder(threads, word.value - 1);
            case DOWN_READ -> "a writer";
            case DOWN_WRITE -> word.value < 0 ? "a writer" : word.value + " readers";
            default -> "";
        };
        return new Blocked(thread.context, what, holder);
    }

    private static String holder(Threads threads, long id) {
        LogicalThread t = id >= 0 && id < threads.ids() ? threads.met((int) id) : null;
        return t == null ? "" : t.context.name();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.explore.Stackless;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;
import java.util.Arrays;

/**
 * Programs written twice, with ordinary threads and with threads that are step machines: the engine, its search, what it records and
 * what it judges are the same for both, and so are the executions. What the second is faster by is the cost of stacks.
 */
final class WithoutStacks {
    /** Of {@link #adders}: what its threads share, and what is their own. */
    private static final int SHARED = 3;
    private static final ObjectId MEMORY = new ObjectId("memory", 0);

    private WithoutStacks() {}

    /** {@link Litmus#lostUpdate}, each thread a step machine. */
    static Program lostUpdate(int n) {
        return m -> {
            Word x = m.word(MEMORY, "x", 0);
            for (int i = 0; i < n; i++) {
                long bit = 1L << i;
                m.spawn(ContextKind.TASK, "t" + i, new Stackless(m) {
                    private int counter;

                    @Override
                    protected boolean goOn(long before) {
                        switch (counter++) {
                            case 0 -> will(Op.LOAD_ONCE, x, 0, 0);
                            case 1 -> will(Op.STORE_ONCE, x, before + bit, 0);
                            default -> {
                                return false;
                            }
                        }
                        return true;
                    }
                });
            }
        };
    }

    /** Threads of five steps: each adds to three words that all share, in the same order, and twice to one of its own. */
    static Program fiveSteps(int threads, boolean stackless) {
        return m -> {
            Word[] shared = Litmus.words(m, "x", SHARED);
            Word[] own = Litmus.words(m, "own", threads);
            for (int i = 0; i < threads; i++) {
                Word mine = own[i];
                m.spawn(ContextKind.TASK, "t" + i, stackless ? adder(m, shared[0], mine, shared[1], mine, shared[2])
                        : () -> {
                            m.perform(Op.ADD_RETURN, shared[0], 1, 0);
                            m.perform(Op.ADD_RETURN, mine, 1, 0);
                            m.perform(Op.ADD_RETURN, shared[1], 1, 0);
                            m.perform(Op.ADD_RETURN, mine, 1, 0);
                            m.perform(Op.ADD_RETURN, shared[2], 1, 0);
                        });
            }
        };
    }

    /** Threads that add to one word so many times. */
    static Program adders(int threads, int times, boolean stackless) {
        return m -> {
            Word x = m.word(MEMORY, "x", 0);
            Word[] on = new Word[times];
            Arrays.fill(on, x);
            for (int i = 0; i < threads; i++) {
                m.spawn(ContextKind.TASK, "t" + i, stackless ? adder(m, on) : () -> {
                    for (int k = 0; k < times; k++) {
                        m.perform(Op.ADD_RETURN, x, 1, 0);
                    }
                });
            }
        };
    }

    /** Adds to these words, one after the other. */
    private static Stackless adder(Machine m, Word... words) {
        return new Stackless(m) {
            private int counter;

            @Override
            protected boolean goOn(long before) {
                if (counter == words.length) {
                    return false;
                }
                will(Op.ADD_RETURN, words[counter++], 1, 0);
                return true;
            }
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;
import java.util.stream.IntStream;

/** Small programs whose number of Mazurkiewicz traces is known. */
public final class Litmus {
    private Litmus() {}

    private static final ObjectId MEMORY = new ObjectId("memory", 0);

    /** So many words of the memory, all 0. */
    public static Word[] words(Machine m, String name, int n) {
        return IntStream.range(0, n).mapToObj(i -> m.word(MEMORY, name + i, 0)).toArray(Word[]::new);
    }

    /** A task. */
    public static void thread(Machine m, String name, Runnable body) {
        m.spawn(ContextKind.TASK, name, body);
    }

    /** Reads once. */
    public static long read(Machine m, Word w) {
        return m.perform(Op.LOAD_ONCE, w, 0, 0);
    }

    /** Writes once. */
    public static void write(Machine m, Word w, long value) {
        m.perform(Op.STORE_ONCE, w, value, 0);
    }

    /** Takes a lock for the calling thread. */
    public static void lock(Machine m, Word w) {
        m.perform(Op.LOCK, w, m.current().thread() + 1L, 0);
    }

    /** Gives it up. */
    public static void unlock(Machine m, Word w) {
        m.perform(Op.UNLOCK, w, 0, 0);
    }

    /** D1: one thread writes x; n read it. */
    public static Program readers(int n) {
        return m -> {
            Word x = m.word(MEMORY, "x", 0);
            thread(m, "writer", () -> write(m, x, 1));
            for (int i = 0; i < n; i++) {
                thread(m, "reader" + i, () -> read(m, x));
            }
        };
    }

    /** D2: n threads each add to k words in the same order. */
    public static Program counters(int n, int k) {
        return m -> {
            Word[] x = words(m, "x", k);
            for (int i = 0; i < n; i++) {
                thread(m, "t" + i, () -> {
                    for (Word w : x) {
                        m.perform(Op.ADD_RETURN, w, 1, 0);
                    }
                });
            }
        };
    }

    /** D3: n threads each read x and write it. */
    public static Program lostUpdate(int n) {
        return m -> {
            Word x = m.word(MEMORY, "x", 0);
            for (int i = 0; i < n; i++) {
                long bit = 1L << i;
                thread(m, "t" + i, () -> write(m, x, read(m, x) + bit));
            }
        };
    }

    /** D3': n threads each write x and read it. */
    public static Program writeThenRead(int n) {
        return m -> {
            Word x = m.word(MEMORY, "x", 0);
            for (int i = 0; i < n; i++) {
                long id = i + 1;
                thread(m, "t" + i, () -> {
                    write(m, x, id);
                    read(m, x);
                });
            }
        };
    }

    /** D4: thread i writes x_i and reads x_(i+1); with two threads this is store buffering. */
    public static Program ring(int n) {
        return m -> {
            Word[] x = words(m, "x", n);
            for (int i = 0; i < n; i++) {
                Word mine = x[i];
                Word next = x[(i + 1) % n];
                thread(m, "t" + i, () -> {
                    write(m, mine, 1);
                    read(m, next);
                });
            }
        };
    }

    /** D4, message passing. */
    public static Program messagePassing() {
        return m -> {
            Word[] x = words(m, "x", 2);
            thread(m, "sender", () -> {
                write(m, x[0], 1);
                write(m, x[1], 1);
            });
            thread(m, "receiver", () -> {
                read(m, x[1]);
                read(m, x[0]);
            });
        };
    }

    /** D4, load buffering. */
    public static Program loadBuffering() {
        return m -> {
            Word[] x = words(m, "x", 2);
            for (int i = 0; i < 2; i++) {
                Word mine = x[i];
                Word other = x[1 - i];
                thread(m, "t" + i, () -> {
                    read(m, mine);
                    write(m, other, 1);
                });
            }
        };
    }

    /** D4, 2+2W. */
    public static Program twoPlusTwoWrites() {
        return m -> {
            Word[] x = words(m, "x", 2);
            for (int i = 0; i < 2; i++) {
                Word first = x[i];
                Word second = x[1 - i];
                thread(m, "t" + i, () -> {
                    write(m, first, 1);
                    write(m, second, 2);
                });
            }
        };
    }

    /** D4, independent reads of independent writes. */
    public static Program iriw() {
        return m -> {
            Word[] x = words(m, "x", 2);
            for (int i = 0; i < 2; i++) {
                Word first = x[i];
                Word second = x[1 - i];
                thread(m, "writer" + i, () -> write(m, first, 1));
                thread(m, "reader" + i, () -> {
                    read(m, first);
                    read(m, second);
                });
            }
        };
    }

    /** D5: the four threads of the POPL 2014 paper that tell Source-DPOR from Optimal-DPOR. */
    public static Program fourThreads() {
        return m -> {
            Word[] w = words(m, "x", 3);
            thread(m, "p", () -> write(m, w[0], 1));
            thread(m, "q", () -> write(m, w[1], 1));
            thread(m, "r", () -> {
                if (read(m, w[1]) == 0) {
                    write(m, w[2], 1);
                }
            });
            thread(m, "s", () -> {
                if (read(m, w[2]) == 1 && read(m, w[1]) == 0) {
                    write(m, w[0], 2);
                }
            });
        };
    }

    /** D6: two threads write x n times each; a third reads it twice. */
    public static Program twoWriters(int n) {
        return m -> {
            Word x = m.word(MEMORY, "x", 0);
            for (int t = 0; t < 2; t++) {
                long base = 100L * t;
                thread(m, "writer" + t, () -> {
                    for (int i = 1; i <= n; i++) {
                        write(m, x, base + i);
                    }
                });
            }
            thread(m, "reader", () -> {
                read(m, x);
                read(m, x);
            });
        };
    }

    /** D7: threads that increment a word under a lock, so many times. */
    public static Program lockedCounter(int threads, int times) {
        return m -> {
            Word lock = m.word(MEMORY, "lock", 0);
            Word g = m.word(MEMORY, "g", 0);
            for (int t = 0; t < threads; t++) {
                thread(m, "t" + t, () -> {
                    for (int i = 0; i < times; i++) {
                        lock(m, lock);
                        write(m, g, read(m, g) + 1);
                        unlock(m, lock);
                    }
                });
            }
        };
    }

    /** D8: each takes its own fork, then the next one's. */
    public static Program philosophers(int n) {
        return m -> {
            Word[] fork = words(m, "fork", n);
            for (int i = 0; i < n; i++) {
                Word own = fork[i];
                Word next = fork[(i + 1) % n];
                thread(m, "philosopher" + i, () -> {
                    lock(m, own);
                    lock(m, next);
                    unlock(m, next);
                    unlock(m, own);
                });
            }
        };
    }

    /** D9: a lock by tickets; waiting for one's turn is one event. */
    public static Program ticketLock(int n) {
        return m -> {
            Word next = m.word(MEMORY, "next", 0);
            Word serving = m.word(MEMORY, "serving", 0);
            for (int i = 0; i < n; i++) {
                thread(m, "t" + i, () -> {
                    long ticket = m.perform(Op.ADD_RETURN, next, 1, 0);
                    m.perform(Op.AWAIT_EQ, serving, ticket, 0);
                    write(m, serving, ticket + 1);
                });
            }
        };
    }
}

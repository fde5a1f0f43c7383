// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.machine.KernelBug;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * A program as data, so that two engines can run it. A thread is a list of instructions; it keeps what every instruction returned,
 * and an instruction may depend on whether the sum so far is odd. Threads that somebody spawns do not start by themselves.
 */
record SmallProgram(int cells, List<List<Instruction>> threads) {

    enum Do { OPERATION, CHOOSE, SPAWN, BUG }

    /**
     * One step.
     *
     * @param when 0 always, 1 only if the sum of all that was returned is odd, 2 only if it is even
     * @param cell of an operation; thread to be spawned; alternatives
     */
    record Instruction(Do what, Op op, int when, int cell, long a, long b) {
        boolean runs(long sum) {
            return when == 0 || when == 1 && (sum & 1) == 1 || when == 2 && (sum & 1) == 0;
        }

        @Override
        public String toString() {
            String text = switch (what) {
                case OPERATION -> op + " x" + cell + " " + a + " " + b;
                case CHOOSE -> "CHOOSE " + cell;
                case SPAWN -> "SPAWN t" + cell;
                case BUG -> "BUG";
            };
            return when == 0 ? text : (when == 1 ? "odd? " : "even? ") + text;
        }
    }

    /** Threads that run from the start. */
    boolean startsByItself(int thread) {
        return threads.stream().flatMap(List::stream).noneMatch(i -> i.what() == Do.SPAWN && i.cell() == thread);
    }

    /** Whether two threads that run from the start have the same code. */
    boolean equal(int one, int other) {
        return startsByItself(one) && startsByItself(other) && threads.get(one).equals(threads.get(other));
    }

    /** Every way to exchange the names of equal threads: the new name of each. */
    List<int[]> exchanges() {
        List<int[]> all = new ArrayList<>();
        exchanges(new int[threads.size()], 0, all);
        return all;
    }

    private void exchanges(int[] name, int t, List<int[]> all) {
        if (t == name.length) {
            all.add(name.clone());
            return;
        }
        for (int candidate = 0; candidate < name.length; candidate++) {
            boolean free = true;
            for (int other = 0; other < t; other++) {
                free &= name[other] != candidate;
            }
            if (free && (candidate == t || equal(candidate, t))) {
                name[t] = candidate;
                exchanges(name, t + 1, all);
            }
        }
    }

    /** Whether nobody uses what it returns, so that it commutes with its like. */
    static boolean resultUnused(Op op) {
        return op.likeCommutes();
    }

    /** The same as a program for a machine; {@code commuting}: it does not look at results that nobody uses. */
    Program program(boolean commuting) {
        return program(commuting, false);
    }

    /** The same; each thread first does something that concerns nobody else. */
    Program program(boolean commuting, boolean own) {
        return m -> {
            ObjectId memory = new ObjectId("memory", 0);
            Word[] x = new Word[cells];
            for (int i = 0; i < cells; i++) {
                x[i] = m.word(memory, "x" + i, 0);
            }
            List<List<Long>> returned = new ArrayList<>();
            threads.forEach(t -> returned.add(new ArrayList<>()));
            for (int t = 0; t < threads.size(); t++) {
                if (startsByItself(t)) {
                    start(m, t, x, returned, commuting, own);
                }
            }
            m.atEnd(() -> {
                m.outcome(returned.toString());
                for (Word word : x) {
                    m.outcome(String.valueOf(m.perform(Op.LOAD, word, 0, 0)));
                }
            });
        };
    }

    private void start(Machine m, int thread, Word[] x, List<List<Long>> returned, boolean commuting, boolean own) {
        ObjectId object = new ObjectId("own", thread);
        Word word = m.word(object, "word", 0);
        Runnable body = () -> {
            if (own) {
                m.perform(Op.STORE, word, 1, 0);
            }
            List<Long> mine = returned.get(thread);
            long sum = 0;
            for (Instruction i : threads.get(thread)) {
                if (i.runs(sum)) {
                    long result = switch (i.what()) {
                        case OPERATION -> {
                            long before = m.perform(i.op(), x[i.cell()], i.a(), i.b());
                            yield commuting && resultUnused(i.op()) ? 0 : before;
                        }
                        case CHOOSE -> m.choose("any", i.cell());
                        case SPAWN -> {
                            start(m, i.cell(), x, returned, commuting, own);
                            yield 0;
                        }
                        case BUG -> throw new KernelBug("bug");
                    };
                    mine.add(result);
                    sum += result;
                }
            }
        };
        if (startsByItself(thread)) {
            m.spawn(ContextKind.TASK, "t" + thread, threads.get(thread), object, body);
        } else {
            m.spawn(ContextKind.TASK, "t" + thread, body);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(cells + " cells");
        for (int t = 0; t < threads.size(); t++) {
            text.append("\n  t").append(t).append(startsByItself(t) ? "" : " (spawned)").append(": ").append(threads.get(t));
        }
        return text.toString();
    }
}

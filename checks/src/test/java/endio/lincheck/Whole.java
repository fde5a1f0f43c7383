// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import endio.event.ContextKind;
import endio.event.LogEvent;
import endio.event.ObjectId;
import endio.lincheck.Scheduled.End;
import endio.lincheck.Scheduled.Found;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;
import endio.scenario.race.Race;
import endio.scenario.race.Stage;
import endio.threads.Stopped;
import endio.threads.ThreadMachine;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.Lincheck;

/**
 * Lincheck on real threads, with every object followed: the model's memory is what it is for JCStress. For races that
 * make few objects; one over a whole request makes some hundreds, and a run then takes the better part of a second.
 */
final class Whole {
    private static final int INVOCATIONS = 60;

    private Whole() {}

    private static Found search(int invocations, Runnable body, AtomicInteger ran, AtomicReference<String> outcome) {
        long start = System.nanoTime();
        boolean found = false;
        try {
            Lincheck.runConcurrentTest(invocations, body);
        } catch (AssertionError e) {
            found = true;
            if (outcome.get().isEmpty()) {
                outcome.set(String.valueOf(e.getMessage()).lines().filter(l -> !l.isBlank()).findFirst().orElse("no message"));
            }
        }
        End end = found ? End.FOUND : ran.get() < invocations ? End.NOTHING_LEFT : End.GIVEN_UP;
        return new Found(end, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start), ran.get(), outcome.get());
    }

    /**
     * Searches a race for an outcome that it may not have. Stages are set before Lincheck looks: what it takes to
     * follow objects grows with the square of those that are made under it. Once an outcome is found, or time is over,
     * nothing is left to run; a report of what is too long to read is not made.
     */
    static Found race(Race race, Set<String> allowed, Duration patience) {
        Prepared[] prepared = new Prepared[INVOCATIONS];
        for (int i = 0; i < INVOCATIONS; i++) {
            prepared[i] = new Prepared(race);
        }
        AtomicInteger ran = new AtomicInteger();
        AtomicReference<String> wrong = new AtomicReference<>("");
        AtomicBoolean over = new AtomicBoolean();
        // Lincheck has a clock of its own, which does not count what is real.
        Thread watch = new Thread(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(patience.toNanos());
                over.set(true);
            } catch (InterruptedException e) {
                // It is over already.
            }
        });
        watch.setDaemon(true);
        watch.start();
        AtomicInteger counted = new AtomicInteger();
        Found all = search(INVOCATIONS, () -> {
            int n = ran.getAndIncrement();
            if (n >= INVOCATIONS || over.get() || !wrong.get().isEmpty()) {
                return;
            }
            counted.incrementAndGet();
            String outcome = prepared[n].play();
            if (!allowed.contains(outcome)) {
                wrong.set(outcome);
            }
        }, counted, wrong);
        watch.interrupt();
        if (all.end() == End.FOUND && all.what().startsWith("=")) {
            throw new IllegalStateException(race.id() + ": " + all.what());
        }
        End end = !wrong.get().isEmpty() ? End.FOUND : over.get() ? End.GIVEN_UP : all.end();
        return new Found(end, all.micros(), counted.get(), wrong.get());
    }

    /** A race on threads, ready to begin. */
    private static final class Prepared {
        private final ThreadMachine machine;
        private final Stage stage;
        private final Thread[] threads;

        Prepared(Race race) {
            int parts = race.stage(new ThreadMachine()).parts();
            machine = new ThreadMachine(parts, false);
            stage = race.stage(machine);
            threads = new Thread[parts];
        }

        String play() {
            for (int i = 0; i < threads.length; i++) {
                int part = i;
                threads[i] = new Thread(() -> {
                    try {
                        machine.run(part + 1, stage.kind(part), stage.name(part), () -> stage.play(part));
                    } catch (Stopped e) {
                        stage.stuck(part);
                    }
                });
            }
            start(threads);
            return machine.as(0, ContextKind.TASK, "end", stage::outcome);
        }
    }

    private static void start(Thread... threads) {
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Two increments of a plain field that threads reach through a lambda alone: to be found, or nothing counts. */
    static Found seed() {
        AtomicInteger ran = new AtomicInteger();
        AtomicReference<String> wrong = new AtomicReference<>("");
        return search(1000, () -> {
            ran.incrementAndGet();
            Counter counter = new Counter();
            Runnable increment = () -> counter.count++;
            start(new Thread(increment), new Thread(increment));
            if (counter.count != 2) {
                wrong.set("lost");
                throw new IllegalStateException("lost");
            }
        }, ran, wrong);
    }

    private static final class Counter {
        private int count;
    }

    /**
     * Two threads that say something or not, and do one operation each: how often Lincheck runs it until nothing is
     * left.
     */
    static Found saying(boolean aloud) {
        AtomicInteger ran = new AtomicInteger();
        return search(5000, () -> {
            ran.incrementAndGet();
            ThreadMachine machine = new ThreadMachine(2, false);
            Word word = machine.word(new ObjectId("memory", 0), "x", 0);
            Thread[] threads = new Thread[2];
            for (int i = 0; i < 2; i++) {
                int part = i;
                threads[i] = new Thread(() -> machine.run(part + 1, ContextKind.TASK, "t", () -> say(machine, word, aloud)));
            }
            start(threads);
        }, ran, new AtomicReference<>(""));
    }

    private static String say(Machine machine, Word word, boolean aloud) {
        if (aloud) {
            machine.say(new LogEvent.Log("one"));
            machine.say(new LogEvent.Log("two"));
            machine.say(new LogEvent.Log("three"));
        }
        machine.perform(Op.ADD_RETURN, word, 1, 0);
        return "said";
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import endio.event.ContextKind;
import endio.event.LogEvent;
import endio.event.ObjectId;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;
import endio.scenario.race.Race;
import endio.scenario.race.Races;
import endio.scenario.race.Stage;
import endio.threads.Stopped;
import endio.threads.ThreadMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Lincheck at work, in a process on a JDK on which it sees: {@code Searches INVOCATIONS FILE DONE}. The file has a line for each
 * race, its id, a tab, and the outcomes that it may have, separated by tabs; structures named in DONE are left out. Says a line for each: {@code found}, or {@code
 * nothing}, the milliseconds and how often the race ran.
 */
public final class Searches {
    /** After so long a race is not run any more; what is left of its invocations does nothing. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(Integer.getInteger("endio.lincheck.patience", 30));
    /** After so much longer Lincheck itself has not come back. */
    private static final long GRACE_NANOS = 30_000_000_000L;
    /** Ends a process whose search does not come back; the others are for another process. */
    static final int HUNG = 3;
    private static final String NO_ANSWER = "no answer";

    private static final AtomicReference<Thread> WATCH = new AtomicReference<>();

    private Searches() {}

    /** What Lincheck came to. */
    record Found(boolean found, long millis, int invocations, String outcome) {}

    public static void main(String[] args) throws IOException {
        watch("seed");
        System.out.println("seed\t" + line(seed()));
        for (String line : Files.readAllLines(Path.of(args[1]), StandardCharsets.UTF_8)) {
            List<String> fields = List.of(line.split("\t"));
            Race race = Races.named(fields.get(0));
            watch(race.id());
            System.out.println(race.id() + "\t" + line(race(race, new TreeSet<>(fields.subList(1, fields.size())),
                    Integer.parseInt(args[0]))));
        }
        Set<String> done = Set.of(args[2].split(","));
        for (Class<?> structure : Structures.all().keySet()) {
            if (done.contains(structure.getSimpleName())) {
                continue;
            }
            watch(structure.getSimpleName());
            System.out.println(structure.getSimpleName() + "\t" + line(linear(structure)));
        }
        watch("silent");
        System.out.println("silent\t" + line(saying(false)));
        System.out.println("saying\t" + line(saying(true)));
        System.exit(0);
    }

    /** Says that {@code name} was not checked, and ends the process, if the search of it that begins now does not come back. */
    private static void watch(String name) {
        Thread before = WATCH.get();
        if (before != null) {
            before.interrupt();
        }
        Thread watch = new Thread(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(PATIENCE_NANOS + GRACE_NANOS);
                System.out.println(name + "\tnot checked\t" + TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS + GRACE_NANOS) + "\t0\t");
                Runtime.getRuntime().halt(HUNG);
            } catch (InterruptedException e) {
                // It came back.
            }
        });
        watch.setDaemon(true);
        WATCH.set(watch);
        watch.start();
    }

    private static String line(Found found) {
        return (found.outcome().equals(NO_ANSWER) ? "not checked" : found.found() ? "found" : "nothing") + "\t" + found.millis() + "\t" + found.invocations() + "\t"
                + found.outcome().replace('\n', ' ').replace('\t', ' ');
    }

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
        return new Found(found, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), ran.get(), outcome.get());
    }

    /**
     * Searches a race for an outcome that it may not have. Stages are set before Lincheck looks: what it takes to follow
     * objects grows with the square of those that are made under it. Once an outcome is found, or time is over, nothing is
     * left to run; a report of what is too long to read is not made.
     */
    static Found race(Race race, Set<String> allowed, int invocations) {
        Prepared[] prepared = new Prepared[invocations];
        for (int i = 0; i < invocations; i++) {
            prepared[i] = new Prepared(race);
        }
        AtomicInteger ran = new AtomicInteger();
        AtomicReference<String> wrong = new AtomicReference<>("");
        AtomicBoolean over = new AtomicBoolean();
        long start = System.nanoTime();
        long[] took = {0};
        // Lincheck has a clock of its own, which does not count what is real.
        Thread watch = new Thread(() -> {
            while (wrong.get().isEmpty() && System.nanoTime() - start < PATIENCE_NANOS) {
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    return;
                }
            }
            took[0] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            over.set(true);
        });
        watch.setDaemon(true);
        watch.start();
        AtomicInteger counted = new AtomicInteger();
        Found all = search(invocations, () -> {
            int n = ran.getAndIncrement();
            if (n >= invocations || over.get() || !wrong.get().isEmpty()) {
                return;
            }
            counted.incrementAndGet();
            String outcome = prepared[n].play();
            if (!allowed.contains(outcome)) {
                wrong.set(outcome);
            }
        }, counted, wrong);
        if (all.found() && !allowed.isEmpty() && all.outcome().startsWith("=")) {
            // A report of its own, that it hung mostly, is no outcome of the race.
            return new Found(false, all.millis(), counted.get(), NO_ANSWER);
        }
        return wrong.get().isEmpty() ? all : new Found(true, over.get() ? took[0] : all.millis(), counted.get(), wrong.get());
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

    /** Whether some history of the structure is one of no order of its calls. */
    private static Found linear(Class<?> structure) {
        long start = System.nanoTime();
        boolean found = false;
        String message = "";
        try {
            new ModelCheckingOptions().iterations(10).threads(2).actorsPerThread(2).actorsBefore(1).actorsAfter(1)
                    .invocationsPerIteration(200).check(structure);
        } catch (AssertionError e) {
            found = true;
            message = String.valueOf(e.getMessage()).lines().filter(l -> !l.isBlank()).findFirst().orElse("no message");
        }
        return new Found(found, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), 0, message);
    }

    /** Two increments of a plain field that threads reach through a lambda alone: to be found, or nothing counts. */
    private static Found seed() {
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

    /** Two threads that say something or not, and do one operation each: how often Lincheck runs it until nothing is left. */
    private static Found saying(boolean aloud) {
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

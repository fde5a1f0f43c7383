// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import endio.stress.StressRecord.State;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/**
 * The runner, in a process of its own: {@code java -jar jcstress.jar --mode quick|full|hours --budget SECONDS --out FOLDER
 * [--parent] [PATTERN...]}. Keeps {@code stress.json} in the folder, and what JCStress prints in {@code jcstress.log}; says a
 * line of JSON for every test on stdout. Ends with 0 when it is through, 2 for wrong arguments, 4 if nothing is selected.
 * What the results come to, its reader says.
 */
public final class Stress {

    /** A quick round, all tests in one process, and then so many in which each test has processes of its own for so long. */
    enum Mode {
        QUICK(0, 0), FULL(20_000, 3), HOURS(120_000, 10);

        private final long mostMillis;
        final int forks;

        Mode(long mostMillis, int forks) {
            this.mostMillis = mostMillis;
            this.forks = forks;
        }

        /** Most that a test measures in a round. */
        long mostMillis(int round) {
            return round == 0 ? QUICK_MILLIS : mostMillis / forks;
        }
    }

    private static final long QUICK_MILLIS = 700;

    /** A self-check gets so many times what another test gets. */
    private static final int SELF_CHECK_WEIGHT = 3;
    /** A self-check that saw nothing is run again; this often in all, and it is blind. */
    private static final int SELF_CHECK_TRIES = 4;

    private final PrintStream out;
    private final StressRecord record;
    private final Map<String, Judged> judged = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private boolean over;

    private Stress(PrintStream out, StressRecord record) {
        this.out = out;
        this.record = record;
    }

    /** Runs the tests and ends the process. */
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        Arguments arguments;
        List<Tests.Test> tests;
        try {
            arguments = Arguments.parse(args);
            tests = Tests.select(arguments.patterns());
        } catch (IllegalArgumentException e) {
            System.err.println("stress: " + e.getMessage());
            System.exit(2);
            return;
        }
        if (tests.isEmpty()) {
            System.err.println("stress: no race is selected");
            System.exit(4);
        }
        Files.createDirectories(arguments.out());
        System.setOut(new PrintStream(Files.newOutputStream(arguments.out().resolve("jcstress.log")), true, StandardCharsets.UTF_8));
        Stress stress = new Stress(out, new StressRecord(arguments.out(), arguments.mode().name().toLowerCase(java.util.Locale.ROOT),
                arguments.budgetMillis()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stress.end(State.INTERRUPTED)));
        if (arguments.parent()) {
            stress.endWithParent();
        }
        stress.run(tests, arguments);
        System.exit(0);
    }

    /** Whoever started this holds the other end of stdin; when it is gone, so is the reason for this. */
    private void endWithParent() {
        Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    continue;
                }
            } catch (IOException e) {
                // As good as an end.
            }
            System.exit(130);
        }, "parent");
        watch.setDaemon(true);
        watch.start();
    }

    private void run(List<Tests.Test> tests, Arguments arguments) throws IOException {
        for (Tests.Test test : tests) {
            judged.put(test.race().id(), new Judged(test.race().id(), test.race().isBroken(), test.selfCheck(), List.of(), 0, 0, 0, ""));
        }
        write(State.PARTIAL);
        Mode mode = arguments.mode();
        Map<String, List<TestResult>> results = new TreeMap<>();
        int of = tests.size() * (1 + mode.forks);
        int left = of;
        boolean cut = false;
        long end = arguments.budgetMillis();
        for (int round = 0; round <= mode.forks; round++) {
            try (Runs runs = round == 0 ? new OneProcess(arguments.out().resolve("jcstress.log")) : new Forks()) {
                Budget budget = new Budget(this::millis, end - millis(), mode.mostMillis(round), runs.overheadMillis());
                for (Tests.Test test : tests) {
                    cut |= !run(test, left--, runs, budget, results.computeIfAbsent(test.race().id(), id -> new ArrayList<>()));
                    say(judged.get(test.race().id()), of - left, of);
                    write(State.PARTIAL);
                }
            }
        }
        end(cut ? State.BUDGET : State.COMPLETE);
    }

    /** Runs a test; one by which the suite checks itself again, until something is seen. False if there was no time at all. */
    private boolean run(Tests.Test test, int left, Runs runs, Budget budget, List<TestResult> results) throws IOException {
        int tries = test.selfCheck() ? SELF_CHECK_TRIES : 1;
        for (int i = 0; i < tries; i++) {
            Optional<Budget.Share> given = budget.next(left, test.selfCheck() ? SELF_CHECK_WEIGHT : 1);
            if (given.isEmpty()) {
                return i > 0;
            }
            Budget.Share share = given.get();
            Runs.Run run = runs.run(test.info(), share.iterations(), share.millis());
            budget.took(share, run.millis());
            results.addAll(run.results());
            if (judge(test, results, run.millis()).verdict() != Judged.Verdict.NOT_OBSERVED) {
                return true;
            }
        }
        return true;
    }

    private synchronized Judged judge(Tests.Test test, List<TestResult> results, long millis) {
        String id = test.race().id();
        Map<String, Long> counts = new TreeMap<>();
        String problem = results.isEmpty() ? "no result" : "";
        for (TestResult result : ReportUtils.mergedByName(results)) {
            result.getStateKeys().forEach(key -> counts.merge(key, result.getCount(key), Long::sum));
            if (result.status() != Status.NORMAL) {
                problem = result.status() + " " + String.join(" ", result.getMessages());
            }
        }
        long samples = counts.values().stream().mapToLong(Long::longValue).sum();
        Judged now = new Judged(id, test.race().isBroken(), test.selfCheck(), Judged.outcomes(test.info(), counts), samples,
                judged.get(id).millis() + millis, 0, problem).seenWithin(judged.get(id).firstMillis());
        judged.put(id, now);
        return now;
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private void say(Judged test, int number, int of) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", "test");
        line.put("number", number);
        line.put("of", of);
        line.putAll(StressRecord.test(test));
        out.println(StressRecord.line(line));
        out.flush();
    }

    private synchronized void write(State state) throws IOException {
        record.write(state, List.copyOf(judged.values()), millis());
    }

    private synchronized void end(State state) {
        if (!over) {
            over = true;
            try {
                write(state);
            } catch (IOException e) {
                System.err.println("stress: the record cannot be written: " + e.getMessage());
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import static org.jetbrains.lincheck.util.AnalysisSectionsKt.enterIgnoredSection;
import static org.jetbrains.lincheck.util.AnalysisSectionsKt.leaveIgnoredSection;

import endio.machine.Program;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;

/**
 * Lincheck's model checking over a whole program, operation by operation: one search for each list of choices, the
 * ordinary one first, then those with one choice that is not the ordinary one, and so on.
 */
final class Scheduled {
    /** What it came to. */
    enum End {
        /** A run showed what was looked for. */
        FOUND,
        /** No run did, and Lincheck has no order left that it would try. */
        NOTHING_LEFT,
        /** No run did, and there are others. */
        GIVEN_UP;

        /** For people and for files. */
        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * What Lincheck came to.
     *
     * @param micros until it was found, or in all; with what Lincheck does before the first run
     * @param runs the same
     * @param what was found
     */
    record Found(End end, long micros, int runs, String what) {}

    private final Program program;
    private final int maxSteps;
    private final int[] rounds;
    private final long patience;
    private final Function<Played, String> look;
    /** Looks in a thread that Lincheck knows nothing of. */
    private final ExecutorService judge;
    private final LincheckMachine.Point point = new LincheckMachine.Point();
    private final long start = System.nanoTime();
    private List<Integer> choices = List.of();
    private List<Integer> alternatives = List.of();
    private int runs;
    private int runsOfThis;
    private long found;
    private String what = "";
    private boolean enough;
    private @Nullable RuntimeException fault;

    private Scheduled(Program program, int maxSteps, int[] rounds, Duration patience, Function<Played, String> look,
            ExecutorService judge) {
        this.judge = judge;
        this.program = program;
        this.maxSteps = maxSteps;
        this.rounds = rounds;
        this.patience = patience.toNanos();
        this.look = look;
    }

    /**
     * Searches {@code program}.
     *
     * @param maxSteps a run is cut there
     * @param rounds invocations of Lincheck for each list of choices; if all of them show nothing, so many more
     * @param patience for all; no run begins after it
     * @param look what is wrong with a run; empty: nothing
     */
    static Found search(Program program, int maxSteps, int[] rounds, Duration patience, Function<Played, String> look) {
        ExecutorService judge = Executors.newSingleThreadExecutor();
        try {
            return new Scheduled(program, maxSteps, rounds, patience, look, judge).search();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            judge.shutdownNow();
        }
    }

    private Found search() throws InterruptedException, ExecutionException {
        judge.submit(() -> "").get();
        boolean all = false;
        for (int round = 0; round < rounds.length && !all && !enough; round++) {
            all = round(rounds[round]);
        }
        if (fault != null) {
            throw fault;
        }
        End end = !what.isEmpty() ? End.FOUND : all && !enough ? End.NOTHING_LEFT : End.GIVEN_UP;
        return new Found(end, (end == End.FOUND ? found : System.nanoTime() - start) / 1000, runs, what);
    }

    /** Whether Lincheck had no order left that it would try. */
    private boolean round(int invocations) {
        Deque<List<Integer>> left = new ArrayDeque<>(List.of(List.of()));
        boolean all = true;
        while (!left.isEmpty() && !enough) {
            choices = left.poll();
            alternatives = List.of();
            runsOfThis = 0;
            Lincheck.runConcurrentTest(invocations, this::invoke);
            all &= runsOfThis < invocations;
            for (int at = choices.size(); at < alternatives.size(); at++) {
                for (int other = 1; other < alternatives.get(at); other++) {
                    left.add(with(choices, at, other));
                }
            }
        }
        return all;
    }

    private static List<Integer> with(List<Integer> list, int at, int value) {
        List<Integer> longer = new ArrayList<>(list);
        while (longer.size() < at) {
            longer.add(0);
        }
        longer.add(value);
        return List.copyOf(longer);
    }

    /**
     * One run. Once it is enough nothing is left to run: a failure would be told at length, of which Lincheck has seen
     * too little.
     */
    private void invoke() {
        enterIgnoredSection();
        try {
            if (!enough) {
                once();
            }
        } catch (InterruptedException | ExecutionException | RuntimeException thrown) {
            fault = new IllegalStateException("run " + runs, thrown);
            enough = true;
        } finally {
            leaveIgnoredSection();
        }
    }

    private void once() throws InterruptedException, ExecutionException {
        if (System.nanoTime() - start >= patience) {
            enough = true;
            return;
        }
        runs++;
        runsOfThis++;
        Played played = new LincheckMachine(point, choices, maxSteps).play(program);
        if (played.alternatives().size() > alternatives.size()) {
            alternatives = played.alternatives();
        }
        what = judge.submit(() -> look.apply(played)).get();
        if (!what.isEmpty()) {
            found = System.nanoTime() - start;
            enough = true;
        }
    }
}

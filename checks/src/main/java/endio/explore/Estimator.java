// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many traces a program has by going down its tree at random: an end that was come to by choices among n1, n2, ...
 * branches stands for n1 * n2 * ... ends, which is right on average (Knuth, "Estimating the efficiency of backtrack programs",
 * Mathematics of Computation 29, 1975). The tree is the one that sleep sets leave of all orders, in which every trace is one end;
 * a descent after which only sleepers are left counts nothing. A step on a cell that nobody else uses is no choice; which cells
 * these are is learned on the way, and what was counted before is thrown away if one turns out to be used by another.
 */
final class Estimator implements Strategy {
    /** Descents before anything is counted. */
    private static final int PILOT = 100;
    private static final int LEAST = 300;

    private final Program program;
    private final Execution execution;
    private final SplittableRandom random;
    private final int maxSteps;
    /** Where to begin: at one of these, all alike. */
    private final List<Lead> leads;
    private Lead lead = Lead.NONE;
    /** Who uses each cell: a thread plus 1, 0 for nobody yet, -1 for several. */
    private int[] user = new int[64];
    private boolean learned;
    private List<Branch> sleeping = new ArrayList<>();
    private final List<Branch> sleepingBefore = new ArrayList<>();
    private final BitSet asleep = new BitSet();
    private double weight;
    private boolean blocked;
    private int chosen = -1;

    Estimator(Program program, ExploreOptions options, Identities identities, Fibers fibers, long seed) {
        this(program, options, identities, fibers, seed, List.of());
    }

    /** @param tasks of a part of the search: what is estimated is its size; none: the whole search */
    Estimator(Program program, ExploreOptions options, Identities identities, Fibers fibers, long seed, List<Task> tasks) {
        this.program = program;
        leads = tasks.isEmpty() ? List.of(Lead.NONE) : tasks.stream().map(Lead::to).toList();
        execution = new Execution(new Threads(identities), fibers, options.commuting(), options.symmetry(),
                log -> new Audience(List.of(), log, false));
        execution.strategy(this);
        random = new SplittableRandom(seed);
        maxSteps = options.maxSteps();
    }

    /**
     * Samples until {@code enough}, at least {@value #LEAST} times.
     *
     * @param seen executions that are known
     * @param waiting more of them that are known to be there
     */
    Estimate estimate(long seen, long waiting, BooleanSupplier enough) {
        for (int i = 0; i < PILOT; i++) {
            once();
        }
        double sum = 0;
        double squares = 0;
        int n = 0;
        while (n < LEAST || !enough.getAsBoolean()) {
            learned = false;
            double ends = once();
            if (learned) {
                sum = 0;
                squares = 0;
                n = 0;
            }
            sum += ends;
            squares += ends * ends;
            n++;
        }
        double mean = sum / n;
        double error = Estimate.ERRORS * Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1));
        double least = (double) seen + waiting;
        return new Estimate(Math.max(mean, least), Math.max(mean - error, least), Math.max(mean + error, least), n);
    }

    private double once() {
        sleeping = new ArrayList<>();
        lead = leads.get(random.nextInt(leads.size()));
        weight = leads.size();
        blocked = false;
        chosen = -1;
        execution.run(program, 0);
        return blocked ? 0 : weight;
    }

    @Override
    public @Nullable LogicalThread next(Threads threads, @Nullable LogicalThread current) {
        int step = execution.path.length();
        if (step < lead.length()) {
            return follow(threads, step);
        }
        chosen = -1;
        asleep.clear();
        sleeping.forEach(s -> asleep.set(s.thread));
        List<LogicalThread> awake = new ArrayList<>();
        int ways = 0;
        for (int i = 0; i < threads.count(); i++) {
            LogicalThread t = threads.born(i);
            if (threads.canStep(t)) {
                if (asleep.get(t.id)) {
                    blocked = true;
                } else {
                    if (alone(t)) {
                        blocked = false;
                        sleepingBefore.clear();
                        return t;
                    }
                    awake.add(t);
                    ways += Math.max(1, t.alternatives);
                }
            }
        }
        if (awake.isEmpty()) {
            if (blocked) {
                execution.cut();
            }
            return null;
        }
        blocked = false;
        if (execution.path.length() >= maxSteps) {
            execution.cut();
            return null;
        }
        weight *= ways;
        return take(awake, random.nextInt(ways));
    }

    private @Nullable LogicalThread follow(Threads threads, int step) {
        LogicalThread t = threads.met(lead.thread(step));
        if (t == null || !threads.canStep(t)) {
            throw new HiddenNondeterminism(step, "a thread cannot go on that could when it was run the same way before");
        }
        chosen = t.alternatives > 0 ? lead.choice(step) : -1;
        sleepingBefore.clear();
        sleepingBefore.addAll(lead.before().get(step));
        return t;
    }

    /** Takes one of the ways to go on; those before it sleep. */
    private LogicalThread take(List<LogicalThread> awake, int way) {
        sleepingBefore.clear();
        int left = way;
        for (LogicalThread t : awake) {
            int alternatives = Math.max(1, t.alternatives);
            if (left < alternatives) {
                chosen = t.alternatives > 0 ? left : -1;
                return t;
            }
            left -= alternatives;
            sleepingBefore.add(new Branch(t.id, t.cell == null ? Path.NO_CELL : t.cell.id(), execution.path.pendingKind(t), -1));
        }
        throw new IllegalStateException("way " + way);
    }

    /** Whether its next step commutes with all that others will ever do, for all that is known. */
    private boolean alone(LogicalThread t) {
        return t.alternatives == 0 && t.cell != null && t.cell.id() < user.length && user[t.cell.id()] == t.id + 1;
    }

    @Override
    public int choose(LogicalThread thread) {
        if (chosen >= 0) {
            return chosen;
        }
        int step = execution.path.length();
        if (step < lead.length()) {
            return lead.choice(step);
        }
        // The program chooses while it boots.
        weight *= thread.alternatives;
        return random.nextInt(thread.alternatives);
    }

    @Override
    public void stepped(int step) {
        Path path = execution.path;
        int cell = path.cell[step];
        if (cell >= 0) {
            use(cell, path.thread[step]);
        }
        List<Branch> after = new ArrayList<>();
        sleeping.addAll(sleepingBefore);
        sleepingBefore.clear();
        for (Branch sleeper : sleeping) {
            if (sleeper.thread != path.thread[step] && sleeper.commutes(cell, path.kind[step])) {
                after.add(sleeper);
            }
        }
        sleeping = after;
    }

    private void use(int cell, int thread) {
        if (cell >= user.length) {
            user = java.util.Arrays.copyOf(user, Math.max(2 * user.length, cell + 1));
        }
        if (user[cell] == 0) {
            user[cell] = thread + 1;
        } else if (user[cell] != thread + 1 && user[cell] != -1) {
            user[cell] = -1;
            learned = true;
        }
    }

    @Override
    public boolean partsEvents() {
        return false;
    }
}

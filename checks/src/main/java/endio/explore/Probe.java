// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The strategy that goes where a task begins, looks what can be done there, and ends the run. */
final class Probe implements Strategy {
    private final Program program;
    private final Execution execution;
    private Lead lead = Lead.NONE;
    private List<Branch> sleeping = new ArrayList<>();
    private Branch found = new Branch(-1, Path.NO_CELL, Path.READ, -1);
    private boolean looked;
    private boolean asleep;
    private @Nullable HiddenNondeterminism differs;

    Probe(Program program, ExploreOptions options, Identities identities, Fibers fibers) {
        this.program = program;
        execution = new Execution(new Threads(identities), fibers, options.commuting(), options.symmetry(),
                log -> new Audience(List.of(), log, false));
        execution.strategy(this);
    }

    /**
     * What can be done after the first step of a task, or at the start: a node with a branch for each, those that sleep left out.
     *
     * @throws HiddenNondeterminism if the program does not go where it went before
     */
    Branch after(@Nullable Task task) {
        lead = task == null ? Lead.NONE : Lead.to(task);
        sleeping = new ArrayList<>();
        found = new Branch(-1, Path.NO_CELL, Path.READ, -1);
        looked = false;
        asleep = false;
        differs = null;
        execution.run(program, 0);
        if (differs != null) {
            throw differs;
        }
        return found;
    }

    /** Whether somebody could go on there, and all of them sleep. */
    boolean asleep() {
        return asleep;
    }

    @Override
    public @Nullable LogicalThread next(Threads threads, @Nullable LogicalThread current) {
        int step = execution.path.length();
        if (step < lead.length()) {
            LogicalThread t = threads.met(lead.thread(step));
            if (t != null && t.live && threads.canStep(t)) {
                return t;
            }
            differs = new HiddenNondeterminism(step, "a thread cannot go on that could when it was run the same way before");
        } else if (!looked) {
            look(threads);
        }
        execution.cut();
        return null;
    }

    private void look(Threads threads) {
        looked = true;
        for (int i = 0; i < threads.count(); i++) {
            LogicalThread t = threads.born(i);
            if (threads.canStep(t)) {
                if (sleeping.stream().anyMatch(s -> s.thread == t.id)) {
                    asleep = true;
                } else {
                    add(t);
                }
            }
        }
    }

    private void add(LogicalThread t) {
        for (int choice = 0; choice < Math.max(1, t.alternatives); choice++) {
            Branch branch = t.alternatives > 0 ? new Branch(t.id, Path.NO_CELL, Path.READ, choice)
                    : new Branch(t.id, t.cell == null ? Path.NO_CELL : t.cell.id(), execution.path.pendingKind(t), -1);
            branch.elsewhere = true;
            found.add(branch);
        }
    }

    @Override
    public int choose(LogicalThread thread) {
        int step = execution.path.length();
        if (step < lead.length()) {
            return lead.choice(step);
        }
        if (!looked) {
            // The program chooses while it boots.
            looked = true;
            add(thread);
        }
        return 0;
    }

    @Override
    public void stepped(int step) {
        if (step >= lead.length()) {
            return;
        }
        List<Branch> after = new ArrayList<>();
        Path path = execution.path;
        sleeping.addAll(lead.before().get(step));
        for (Branch sleeper : sleeping) {
            if (sleeper.thread != path.thread[step] && sleeper.commutes(path.cell[step], path.kind[step])) {
                after.add(sleeper);
            }
        }
        sleeping = after;
    }

    @Override
    public boolean partsEvents() {
        return false;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.event.Context;
import endio.event.Event;
import endio.machine.Cell;
import endio.machine.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down each step of a replay. */
final class Recorder implements Observer {
    /** Who calls the program, and in which methods. */
    private static final Set<String> ENGINE = Set.of(Execution.class.getName(), Scheduler.class.getName());
    private static final Set<String> ROOTS = Set.of("body", "stackless", "run", "ended");

    private final Log log;
    private final Guide guide;
    private final List<Step> steps = new ArrayList<>();

    /** Step to stop at under a debugger, or -1. */
    private final int stopAt;

    Recorder(Log log, Guide guide, int stopAt) {
        this.log = log;
        this.guide = guide;
        this.stopAt = stopAt;
    }

    @Override
    public void step(int at, LogicalThread who, @Nullable Op op, @Nullable Cell cell, @Nullable Object before,
            @Nullable Object after) {
        if (cell == null) {
            add(at, who, Step.What.CHOICE, "choose " + before + " = " + after, "", null, "", String.valueOf(after));
        } else {
            add(at, who, Step.What.OPERATION, op + " " + cell, cell.toString(), null, String.valueOf(before),
                    String.valueOf(after));
        }
    }

    @Override
    public void event(int at, LogicalThread who, Event event) {
        add(at, who, Step.What.EVENT, event.toString(), "", event, "", "");
    }

    private void add(int at, LogicalThread who, Step.What what, String text, String cell, @Nullable Event event, String before,
            String after) {
        boolean decided = who.id != 0 && log.kind[at] != Log.BOUND;
        boolean switched = at > 0 && log.thread[at - 1] != who.id && log.thread[at - 1] != 0 && who.id != 0;
        List<Context> enabled = decided ? guide.enabled() : List.of();
        steps.add(new Step(at, who.context, what, text, cell, event, before, after, stack(), enabled, switched,
                decided && guide.preempts(), List.of()));
        if (at == stopAt) {
            Debug.here(at, text);
        }
    }

    private static List<Frame> stack() {
        return StackWalker.getInstance().walk(frames -> frames
                .dropWhile(f -> !f.getClassName().equals(Execution.class.getName()))
                .takeWhile(f -> !(ENGINE.contains(f.getClassName()) && ROOTS.contains(f.getMethodName())))
                .filter(f -> Frame.ofModel(f.getClassName()))
                .map(f -> new Frame(f.getClassName(), f.getMethodName(), f.getFileName(), f.getLineNumber()))
                .toList());
    }

    /** All steps, each with what it comes directly after. */
    List<Step> steps() {
        List<Step> all = new ArrayList<>();
        for (Step s : steps) {
            all.add(new Step(s.index(), s.who(), s.what(), s.text(), s.cell(), s.event(), s.before(), s.after(), s.stack(),
                    s.enabled(), s.switched(), s.preempted(), causes(s.index())));
        }
        return all;
    }

    private List<Integer> causes(int step) {
        List<Integer> nearest = new ArrayList<>();
        for (int candidate = step - 1; candidate >= 0; candidate--) {
            int earlier = candidate;
            if (log.before(earlier, step) && nearest.stream().noneMatch(n -> log.before(earlier, n))) {
                nearest.add(0, earlier);
            }
        }
        return nearest;
    }
}

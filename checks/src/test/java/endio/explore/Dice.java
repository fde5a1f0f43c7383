// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Ending;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program once, in an order that a list of numbers chooses: the n-th number says how many of those who can go on are
 * passed over at the n-th step. What is left out is 0, so a shorter list, or a list of smaller numbers, is a plainer run: that is
 * what makes it shrink.
 */
public final class Dice implements Strategy {
    private static final int MOST_STEPS = 10_000;

    private final List<Integer> throwsOfDice;
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> chosen = new ArrayList<>();
    private int next;

    private Dice(List<Integer> throwsOfDice) {
        this.throwsOfDice = throwsOfDice;
    }

    /**
     * How a run ended.
     *
     * @param outcome as the program called it
     * @param schedule runs it again
     */
    public record Ran(String outcome, Schedule schedule) {}

    /** Runs {@code program} as {@code throwsOfDice} say. */
    public static Ran run(Program program, List<Integer> throwsOfDice) {
        Threads threads = new Threads();
        try (Fibers fibers = Fibers.fastest()) {
            Execution execution = new Execution(threads, fibers, false, log -> new Audience(List.of(), log, false));
            Dice dice = new Dice(throwsOfDice);
            execution.strategy(dice);
            Ending ending = execution.run(program, 0);
            return new Ran(execution.outcome(ending), new Schedule("", dice.taken, dice.chosen));
        }
    }

    @Override
    public @Nullable LogicalThread next(Threads threads, @Nullable LogicalThread current) {
        if (taken.size() >= MOST_STEPS) {
            return null;
        }
        List<Integer> can = new ArrayList<>();
        if (current != null && threads.canStep(current)) {
            can.add(number(threads, current));
        }
        for (int i = 0; i < threads.count(); i++) {
            if (threads.canStep(threads.born(i)) && threads.born(i) != current) {
                can.add(i);
            }
        }
        if (can.isEmpty()) {
            return null;
        }
        int who = can.get(toss() % can.size());
        taken.add(who + 1);
        return threads.born(who);
    }

    private static int number(Threads threads, LogicalThread thread) {
        int number = 0;
        while (threads.born(number) != thread) {
            number++;
        }
        return number;
    }

    private int toss() {
        return next < throwsOfDice.size() ? throwsOfDice.get(next++) : 0;
    }

    @Override
    public int choose(LogicalThread thread) {
        int choice = toss() % thread.alternatives;
        chosen.add(choice);
        return choice;
    }

    @Override
    public void stepped(int step) {}

    @Override
    public boolean partsEvents() {
        return true;
    }
}

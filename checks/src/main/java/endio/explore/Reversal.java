// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Arrays;

/**
 * Finds the races of a complete run and adds the branches that reverse them.
 *
 * <p>This is optimal dynamic partial-order reduction with wakeup trees (Abdulla, Aronis, Jonsson, Sagonas, "Source Sets: A
 * Foundation for Optimal Dynamic Partial Order Reduction", J. ACM 64(4), 2017, algorithm 2). What is our own:
 * <ul>
 * <li>A sequence {@code notdep(e).e'} begins with what {@code e'} needs, and ends with the step that wakes the last sleeper. So
 *     nothing sleeps where a tree ends, no run is blocked, and trees are small.
 * <li>A race is settled, and not looked at again while its steps stay on the path, once what {@code e'} needs is enough to tell
 *     that it is covered: all later sequences for this race begin so.
 * <li>An operation that waits races with the nearest earlier access before which it was ready, so a lock with the lock before
 *     it and not with the unlock between; this also for those that wait for ever at the end of a run.
 * <li>One that waits for a value that commuting updates make gets through after any part of them that makes it ready.
 * <li>Other outcomes of a choice are reversals of it with itself.
 * </ul>
 */
final class Reversal {
    /** In the list of open races, in place of the first step: all races of the second. */
    private static final int ALL = -1;

    private final Path path;
    private final Branches branches;
    private final Threads threads;
    private final Updates updates;
    private final Access second;
    private final WakeupSequence sequence = new WakeupSequence();

    /** Races that are not settled: first step or {@link #ALL}; second step or, for a choice, -2 - outcome. */
    private int[] open = new int[64];
    private int[] formerlyOpen = new int[64];
    private int opened;

    Reversal(Path path, Branches branches, Threads threads) {
        this.path = path;
        this.branches = branches;
        this.threads = threads;
        this.updates = new Updates(path);
        this.second = new Access(path);
    }

    /** Forgets all races and begins with these. */
    void begin(int[] races) {
        open = Arrays.copyOf(races, Math.max(64, races.length));
        opened = races.length;
    }

    /** Races that are not settled. */
    int[] races() {
        return Arrays.copyOf(open, opened);
    }

    /**
     * Looks at all races of a run of which steps from {@code from} on are new.
     *
     * @param ended it was not cut, so who has not ended waits for ever
     */
    void reverseRaces(int from, boolean ended) {
        retryOpen(from);
        for (int step = from; step < path.length(); step++) {
            if (path.cell[step] == Path.NO_CELL) {
                for (int outcome = 0; outcome < path.alternatives[step]; outcome++) {
                    if (outcome != path.choice[step]) {
                        chooseInstead(step, outcome);
                    }
                }
            } else {
                second.performed(step);
                races(path.previousGroup[step]);
            }
        }
        for (int i = 0; i < threads.count() && ended; i++) {
            LogicalThread t = threads.born(i);
            if (t.stranded && t.op != null && t.cell != null && !Threads.heldBack(t)) {
                second.pending(t, t.op, t.cell);
                races(path.lastOnCell(second.cell));
            }
        }
    }

    private void retryOpen(int from) {
        int count = opened;
        int[] races = open;
        open = formerlyOpen;
        formerlyOpen = races;
        opened = 0;
        for (int i = 0; i < count; i += 2) {
            int first = races[i];
            int later = races[i + 1];
            if (Math.max(first, later) >= from) {
                continue;
            }
            if (later < 0) {
                chooseInstead(first, -2 - later);
            } else {
                second.performed(later);
                if (first == ALL) {
                    races(path.previousGroup[later]);
                } else {
                    reverse(first, Access.NOTHING);
                }
            }
        }
    }

    /** Adds the branch in which the choice of a step has another outcome. */
    private void chooseInstead(int step, int outcome) {
        second.none();
        sequence.clear();
        sequence.add(path.thread[step], Path.NO_CELL, Path.READ, outcome);
        sequence.needsNoMore();
        addOthers(step, Access.NOTHING);
        if (!branches.add(sequence, path, step)) {
            keepOpen(step, -2 - outcome);
        }
    }

    /** Races of the second access with earlier ones, of which {@code group} is the last of the last group. */
    private void races(int group) {
        int last = group;
        while (last >= 0 && !racesWithGroup(last)) {
            last = path.previousGroup[last];
        }
    }

    /** Whether the second access has nothing to do with what is before this group. */
    private boolean racesWithGroup(int last) {
        boolean conflicts = !Path.commute(path.kind[last], second.kind);
        boolean done = false;
        if (conflicts && second.waits() && path.kind[last] > Path.WRITE) {
            for (int[] out : updates.waysThrough(last, second)) {
                reverse(out[out.length - 1], out);
                done = true;
            }
        } else if (conflicts && (!second.waits() || second.ready(path.before[last]))) {
            for (int m = last; m >= 0; m = path.previousInGroup(m)) {
                if (!second.mustFollow(m) && nearest(m, last)) {
                    reverse(m, Access.NOTHING);
                }
            }
            done = true;
        }
        for (int m = last; m >= 0 && !done; m = path.previousInGroup(m)) {
            done = second.mustFollow(m);
        }
        return done;
    }

    /** Whether no other member of its group comes after {@code member}. */
    private boolean nearest(int member, int last) {
        for (int m = last; m > member; m = path.previousInGroup(m)) {
            if (path.happensBefore(member, m)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds the branch that takes the second access before {@code first}.
     *
     * @param late updates that come after the second access, too
     */
    private void reverse(int first, int[] late) {
        sequence.clear();
        int end = second.step >= 0 ? second.step : path.length();
        for (int k = first + 1; k < end; k++) {
            if (!path.happensBefore(first, k) && second.follows(k) && !follows(k, late)) {
                sequence.add(path, k);
            }
        }
        sequence.add(second.thread, second.cell, second.kindOn(updates.valueBefore(first), path.refBefore[first]), -1);
        sequence.needsNoMore();
        addOthers(first, late);
        if (!branches.add(sequence, path, first) && second.step >= 0) {
            keepOpen(late.length > 0 ? ALL : first, second.step);
        }
    }

    /** Adds the steps after {@code first} that neither come after it nor are needed by the second access. */
    private void addOthers(int first, int[] late) {
        for (int k = first + 1; k < path.length(); k++) {
            if (k != second.step && !path.happensBefore(first, k) && (!second.follows(k) || follows(k, late))) {
                sequence.add(path, k);
            }
        }
    }

    private boolean follows(int step, int[] any) {
        for (int earlier : any) {
            if (path.happensBefore(earlier, step)) {
                return true;
            }
        }
        return false;
    }

    private void keepOpen(int first, int later) {
        if (first == ALL && opened > 1 && open[opened - 2] == ALL && open[opened - 1] == later) {
            return;
        }
        if (opened == open.length) {
            open = Arrays.copyOf(open, 2 * opened);
        }
        open[opened++] = first;
        open[opened++] = later;
    }
}

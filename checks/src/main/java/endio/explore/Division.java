// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A search divided into tasks that know nothing of each other, so that each can be done in another process: at their first steps
 * everything that can be done has a branch, and in each branch those before it sleep (Godefroid, "Partial-Order Methods for the
 * Verification of Concurrent Systems", LNCS 1032, 1996, chapter 5), so that every trace belongs to one task and no race leads above
 * it. The price: a run that does nothing but what another task does is given up and counted as blocked.
 *
 * <p>The tasks follow from the program and from how many are wanted alone: every shard finds the same ones and does its own.
 */
final class Division {
    /** So many tasks a shard: sizes differ, and with more of them every shard gets some large and some small ones. */
    private static final int EACH = 24;

    private Division() {}

    /** The tasks of shard {@code index}, from 1, of {@code shards}. The first one has some, unless the program takes no step. */
    static List<Task> shard(Program program, ExploreOptions options, Identities identities, int index, int shards) {
        List<Task> all = tasks(program, options, identities, EACH * shards);
        List<Task> mine = new ArrayList<>();
        for (int i = index - 1; i < all.size(); i += shards) {
            mine.add(all.get(i));
        }
        return mine;
    }

    /** All tasks: at least so many, if the program has so many traces; none if it takes no step. */
    static List<Task> tasks(Program program, ExploreOptions options, Identities identities, int wanted) {
        try (Fibers fibers = options.onThreads() ? Fibers.threads() : Fibers.fastest()) {
            Probe probe = new Probe(program, options, identities, fibers);
            List<Task> ended = new ArrayList<>();
            ArrayDeque<Task> open = new ArrayDeque<>();
            Branch start = probe.after(null);
            if (start.leaf()) {
                return List.of();
            }
            add(open, new Fork(null, 0, start, 0, Fork.NO_RACES, true));
            while (!open.isEmpty() && open.size() + ended.size() < wanted) {
                Task task = open.removeFirst();
                Branch here = probe.after(task);
                if (!here.leaf()) {
                    add(open, new Fork(task.fork(), task.through(), here, 0, Fork.NO_RACES, true));
                } else if (!probe.asleep()) {
                    ended.add(task);
                }
            }
            ended.addAll(open);
            return ended;
        }
    }

    private static void add(ArrayDeque<Task> open, Fork fork) {
        fork.branches.taken = fork.branches.count();
        for (int i = 0; i < fork.branches.count(); i++) {
            open.addLast(new Task(fork, i));
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Forks and tasks as lines: {@code fork BEFORE THROUGH CHECKED WHOLE RACES TREE} and {@code task FORK THROUGH}. {@code TREE} is
 * {@code =} where the branches are the node that leads there, else a node: thread, cell, kind, choice, whether it is of another
 * part, how many children are taken, and its children in brackets.
 */
final class SavedForks {
    private static final String SAME = "=";

    private final List<Fork> forks = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private String tree = "";
    private int at;

    static void write(List<Fork> forks, List<Task> tasks, StringBuilder text) {
        Map<Fork, Integer> numbers = new IdentityHashMap<>();
        forks.forEach(fork -> write(fork, numbers, text));
        for (Task task : tasks) {
            write(task.fork(), numbers, text);
            SavedSearch.line(text, "task", numbers.get(task.fork()), task.through());
        }
    }

    private static void write(Fork last, Map<Fork, Integer> numbers, StringBuilder text) {
        ArrayDeque<Fork> chain = new ArrayDeque<>();
        for (Fork fork = last; fork != null && !numbers.containsKey(fork); fork = fork.before) {
            chain.push(fork);
        }
        for (Fork fork : chain) {
            int before = fork.before == null ? -1 : numbers.get(fork.before);
            numbers.put(fork, numbers.size());
            text.append("fork ").append(before).append(' ').append(fork.through).append(' ').append(fork.checked).append(' ')
                    .append(fork.whole).append(' ').append(Arrays.stream(fork.races).mapToObj(String::valueOf)
                            .collect(Collectors.joining(",", "[", "]"))).append(' ');
            if (fork.before != null && fork.before.branches.child(fork.through) == fork.branches) {
                text.append(SAME);
            } else {
                write(fork.branches, text);
            }
            text.append('\n');
        }
    }

    private static void write(Branch node, StringBuilder text) {
        text.append(node.thread).append(',').append(node.cell).append(',').append(node.kind).append(',').append(node.choice)
                .append(',').append(node.elsewhere ? 1 : 0).append(',').append(node.taken).append('(');
        for (int i = 0; i < node.count(); i++) {
            write(node.child(i), text);
        }
        text.append(')');
    }

    void fork(String line) {
        String[] f = line.split(" ");
        Fork before = f[0].equals("-1") ? null : forks.get(Integer.parseInt(f[0]));
        int through = Integer.parseInt(f[1]);
        Branch branches;
        if (f[5].equals(SAME)) {
            if (before == null) {
                throw new IllegalArgumentException("the first fork has no branches");
            }
            branches = before.branches.child(through);
        } else {
            tree = f[5];
            at = 0;
            branches = node();
        }
        String races = f[4].substring(1, f[4].length() - 1);
        Fork fork = new Fork(before, through, branches, Integer.parseInt(f[2]), races.isEmpty() ? Fork.NO_RACES
                : Arrays.stream(races.split(",")).mapToInt(Integer::parseInt).toArray(), Boolean.parseBoolean(f[3]));
        branches.fork = fork;
        forks.add(fork);
    }

    private Branch node() {
        Branch node = new Branch(number(','), number(','), number(','), number(','));
        node.elsewhere = number(',') == 1;
        node.taken = number('(');
        while (tree.charAt(at) != ')') {
            node.add(node());
        }
        at++;
        return node;
    }

    private int number(char end) {
        int to = tree.indexOf(end, at);
        int number = Integer.parseInt(tree.substring(at, to));
        at = to + 1;
        return number;
    }

    void task(String line) {
        String[] f = line.split(" ");
        tasks.add(new Task(forks.get(Integer.parseInt(f[0])), Integer.parseInt(f[1])));
    }

    /** All that was read. Nodes that were begun and are no fork here become one: sequences may be added to them. */
    List<Fork> forks() {
        List<Fork> all = new ArrayList<>(forks);
        for (int i = 0; i < all.size(); i++) {
            Fork fork = all.get(i);
            for (int branch = 0; branch < fork.branches.taken; branch++) {
                Branch child = fork.branches.child(branch);
                if (!child.leaf() && child.fork == null) {
                    all.add(fork.inner(branch));
                }
            }
        }
        return all;
    }

    List<Task> tasks() {
        return tasks;
    }
}

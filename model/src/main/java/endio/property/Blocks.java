// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** A set of blocks of one file, kept as runs. */
final class Blocks {
    /** First block of a run to the one after its last. */
    private final TreeMap<Long, Long> runs = new TreeMap<>();

    /** Adds the blocks from {@code from} on, below {@code to}. */
    void add(long from, long to) {
        if (from >= to) {
            return;
        }
        remove(from, to);
        runs.put(from, to);
    }

    void addAll(Blocks others) {
        others.runs.forEach(this::add);
    }

    /** Takes away the blocks from {@code from} on, below {@code to}. */
    void remove(long from, long to) {
        if (from >= to) {
            return;
        }
        Map.Entry<Long, Long> run = runs.lowerEntry(to);
        while (run != null && run.getValue() > from) {
            long first = run.getKey();
            long end = run.getValue();
            runs.remove(first);
            if (first < from) {
                runs.put(first, from);
            }
            if (end > to) {
                runs.put(to, end);
            }
            run = runs.lowerEntry(Math.min(first, to));
        }
    }

    /** Takes away all blocks below {@code from} and all from {@code to} on. */
    void keep(long from, long to) {
        remove(Long.MIN_VALUE, from);
        remove(to, Long.MAX_VALUE);
    }

    void removeAll(Blocks others) {
        others.runs.forEach(this::remove);
    }

    /** Whether one of the blocks from {@code from} on, below {@code to}, is here. */
    boolean touches(long from, long to) {
        Map.Entry<Long, Long> run = runs.lowerEntry(to);
        return from < to && run != null && run.getValue() > from;
    }

    boolean touches(Blocks others) {
        return others.runs.entrySet().stream().anyMatch(run -> touches(run.getKey(), run.getValue()));
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    Blocks copy() {
        Blocks copy = new Blocks();
        copy.runs.putAll(runs);
        return copy;
    }

    /** {@code block 3} or {@code blocks 3-4, 7}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        long blocks = 0;
        for (Map.Entry<Long, Long> run : runs.entrySet()) {
            long last = run.getValue() - 1;
            blocks += run.getValue() - run.getKey();
            text.add(last == run.getKey() ? Long.toString(last) : run.getKey() + "-" + last);
        }
        return (blocks == 1 ? "block " : "blocks ") + text;
    }
}

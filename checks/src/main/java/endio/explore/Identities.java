// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of threads and cells in all executions of one search, whoever of its workers meets them first. A thread is who was
 * made by this maker as its so-many-th, a cell likewise, so that a number does not depend on the order of steps that commute, and
 * can be written down. Thread 0 is boot. Safe for several threads.
 */
final class Identities {
    /** Thread and cell, each as its maker's number and which of the maker's it is. */
    private final List<Made> threads = new ArrayList<>();
    private final List<Made> cells = new ArrayList<>();
    private final Map<Made, Integer> threadIds = new HashMap<>();
    private final Map<Made, Integer> cellIds = new HashMap<>();

    /** The {@code index}-th that a thread made, from 0. */
    record Made(int maker, int index) {}

    Identities() {
        threads.add(new Made(-1, 0));
    }

    /**
     * What was written down.
     *
     * @param threads by number, boot's included
     * @param cells by number
     */
    Identities(List<Made> threads, List<Made> cells) {
        threads.forEach(made -> number(made, this.threads, threadIds));
        cells.forEach(made -> number(made, this.cells, cellIds));
    }

    synchronized int thread(int maker, int index) {
        return number(new Made(maker, index), threads, threadIds);
    }

    synchronized int cell(int maker, int index) {
        return number(new Made(maker, index), cells, cellIds);
    }

    synchronized List<Made> threads() {
        return List.copyOf(threads);
    }

    synchronized List<Made> cells() {
        return List.copyOf(cells);
    }

    private static int number(Made made, List<Made> all, Map<Made, Integer> ids) {
        Integer known = ids.putIfAbsent(made, all.size());
        if (known != null) {
            return known;
        }
        all.add(made);
        return all.size() - 1;
    }
}

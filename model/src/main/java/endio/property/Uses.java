// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where each thread used an object last; whatever comes after that comes after all its uses. */
final class Uses {
    private final Map<Integer, Integer> last = new TreeMap<>();

    void by(int thread, int at) {
        last.put(thread, at);
    }

    /** Every use so far by a thread other than {@code thread} has to come before {@code at}. */
    void allBefore(int at, int thread, String sentence, Judge judge) {
        allBefore(at, Set.of(thread), sentence, judge);
    }

    /** Every use so far by a thread that is none of {@code threads} has to come before {@code at}. */
    void allBefore(int at, Set<Integer> threads, String sentence, Judge judge) {
        last.forEach((other, use) -> {
            if (!threads.contains(other) && !judge.before(use, at)) {
                judge.violated(sentence, use, at);
            }
        });
    }
}

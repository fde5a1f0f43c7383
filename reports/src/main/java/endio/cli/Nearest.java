// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant. */
final class Nearest {
    private Nearest() {}

    /** The name with the fewest changed letters, if these are at most a third of it or two. */
    static Optional<String> of(String unknown, Collection<String> names) {
        return names.stream().min(Comparator.comparingInt((String name) -> distance(unknown, name))
                .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(unknown, name) <= Math.max(2, name.length() / 3));
    }

    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                now[j] = Math.min(before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1), 1
                        + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[b.length()];
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How people's patterns and slips of the pen are understood. */
final class Names {
    private Names() {}

    /** See {@link Catalogue#find}. */
    static List<String> matching(String pattern, Collection<String> names) {
        if (pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0) {
            String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
            Pattern whole = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
            return names.stream().filter(name -> whole.matcher(name).matches()).toList();
        }
        if (names.contains(pattern)) {
            return List.of(pattern);
        }
        String part = pattern.toLowerCase(Locale.ROOT);
        return names.stream().filter(name -> name.toLowerCase(Locale.ROOT).contains(part)).toList();
    }

    /** The name with the fewest changed letters, if these are at most a third of them. */
    static Optional<String> nearest(String unknown, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt((String name) -> distance(unknown, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(unknown, name) <= Math.max(2, Math.max(unknown.length(), name.length()) / 3));
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
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                now[j] = Math.min(before[j - 1] + (same ? 0 : 1), 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[b.length()];
    }
}

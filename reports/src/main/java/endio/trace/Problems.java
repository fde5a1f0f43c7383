// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What of an input could not be read. The first ones are kept, the others counted. */
final class Problems {
    private static final int MOST = 20;
    private static final int SHOWN = 60;

    private final List<Problem> first = new ArrayList<>();
    private final Set<String> said = new HashSet<>();
    private long count;

    /**
     * One problem.
     *
     * @param line number of the line, 0 if it is of the whole input
     */
    record Problem(int line, String text) {
        @Override
        public String toString() {
            return line > 0 ? "line " + line + ": " + text : text;
        }
    }

    void add(int line, String text) {
        count++;
        if (first.size() < MOST && said.add(text)) {
            first.add(new Problem(line, text));
        }
    }

    List<Problem> first() {
        return List.copyOf(first);
    }

    long count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** A piece of input as a message may show it. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < text.length() && i < SHOWN; i++) {
            char c = text.charAt(i);
            shown.append(c < ' ' || c > '~' ? '?' : c);
        }
        return shown.append(text.length() > SHOWN ? "...'" : "'").toString();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of limited length. */
final class Lines {
    private Lines() {}

    /** {@code text} broken at spaces into lines of at most {@code columns}; a longer word is cut into pieces. */
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String given : text.strip().split("\\s+")) {
            String word = given;
            if (length(line) > 0 && length(line) + 1 + length(word) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (length(word) > columns) {
                int cut = word.offsetByCodePoints(0, columns);
                lines.add(word.substring(0, cut));
                word = word.substring(cut);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        if (line.length() > 0 || lines.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}

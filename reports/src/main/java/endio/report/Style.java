// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

/**
 * What a terminal can show.
 *
 * @param width columns, at least {@value #NARROWEST}
 * @param colour whether it takes ANSI colours; nothing is told by colour alone
 * @param unicode whether it takes more than ASCII
 */
public record Style(int width, boolean colour, boolean unicode) {
    private static final int NARROWEST = 60;

    /** 100 columns, Unicode, no colour: what goes into files. */
    public static final Style FILE = new Style(100, false, true);

    public Style {
        width = Math.max(NARROWEST, width);
    }

    /** {@code text} in bold. */
    String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /** {@code text} as something bad. */
    String bad(String text) {
        return colour ? "\u001b[31;1m" + text + "\u001b[0m" : text;
    }

    /** {@code text} as something good. */
    String good(String text) {
        return colour ? "\u001b[32m" + text + "\u001b[0m" : text;
    }

    /** {@code text} as something that is not certain. */
    String open(String text) {
        return colour ? "\u001b[33m" + text + "\u001b[0m" : text;
    }

    /** {@code text} as something of less weight. */
    String faint(String text) {
        return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
    }

    /** {@code text} with the characters that a terminal can show and without any that would drive it. */
    String safe(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE) {
                safe.append(unicode ? '\ufffd' : '?');
            } else if (unicode || c < 128) {
                safe.appendCodePoint(c);
            } else {
                safe.append(ascii(c));
            }
        });
        return safe.toString();
    }

    private static String ascii(int c) {
        return switch (c) {
            case '→' -> "->";
            case '✗' -> "X";
            case '✓' -> "+";
            case '▸' -> ">";
            case '◐' -> "~";
            case '⇢' -> "=>";
            case '│' -> "|";
            case '─' -> "-";
            case '┼', '┴', '┬' -> "+";
            case '·' -> ".";
            case '–' -> "-";
            case '…' -> "~";
            default -> "?";
        };
    }

    /** A shape or a line, as this terminal shows it. */
    String shape(String shape) {
        return safe(shape);
    }

    /** {@code text} in exactly {@code columns}, cut with a mark if it is longer. */
    String fit(String text, int columns) {
        String safe = safe(text);
        int length = safe.codePointCount(0, safe.length());
        if (length > columns) {
            return safe.substring(0, safe.offsetByCodePoints(0, Math.max(0, columns - 1))) + shape("…");
        }
        return safe + " ".repeat(columns - length);
    }
}

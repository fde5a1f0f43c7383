// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * The {@code name=value} pairs of an event, in their order. A value may hold spaces ({@code
 * ext4_dio_write_ops+0x0/0x18 [ext4]})
 * or stand in quotes; what comes before the first pair, such as a probe's address, is left out.
 */
final class Fields {
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    private Fields() {}

    static Fields of(String args) {
        Fields fields = new Fields();
        int at = 0;
        if (args.startsWith("(")) {
            int close = args.indexOf(')');
            at = close < 0 ? args.length() : close + 1;
        }
        while (at < args.length()) {
            at = fields.token(args, at);
        }
        return fields;
    }

    private int token(String s, int from) {
        int at = from;
        while (at < s.length() && s.charAt(at) == ' ') {
            at++;
        }
        int end = s.indexOf(' ', at);
        end = end < 0 ? s.length() : end;
        int equals = s.indexOf('=', at);
        if (equals > at && equals < end && isName(s, at, equals)) {
            if (equals + 1 < s.length() && s.charAt(equals + 1) == '"') {
                int quote = s.indexOf('"', equals + 2);
                names.add(s.substring(at, equals));
                values.add(quote < 0 ? s.substring(equals + 2) : s.substring(equals + 2, quote));
                return quote < 0 ? s.length() : quote + 1;
            }
            names.add(s.substring(at, equals));
            values.add(s.substring(equals + 1, end));
        } else if (end > at && !values.isEmpty()) {
            int last = values.size() - 1;
            values.set(last, values.get(last) + " " + s.substring(at, end));
        }
        return end;
    }

    private static boolean isName(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (!(c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || i > from && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    List<String> names() {
        return names;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** The value of {@code name}, empty if there is none. */
    String text(String name) {
        int i = names.indexOf(name);
        return i < 0 ? "" : values.get(i);
    }

    /** A number, decimal or with {@code 0x}; {@code otherwise} if it is none. */
    long number(String name, long otherwise) {
        return toNumber(text(name), otherwise);
    }

    /** An address: hexadecimal digits with or without {@code 0x}; 0 if it is none. */
    long address(String name) {
        return toAddress(text(name));
    }

    static long toNumber(String text, long otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            if (text.startsWith("0x")) {
                return Long.parseUnsignedLong(text, 2, text.length(), 16);
            }
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    static long toAddress(String text) {
        int from = text.startsWith("0x") ? 2 : 0;
        try {
            return Long.parseUnsignedLong(text, from, text.length(), 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * The function or variable of a symbolic value: {@code iomap_dio_bio_end_io} of {@code
     * iomap_dio_bio_end_io+0x0/0x140}.
     */
    static String symbol(String text) {
        int plus = text.indexOf('+');
        return plus < 0 ? text : text.substring(0, plus);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import org.jspecify.annotations.Nullable;

/**
 * Splits a line of ftrace text into its columns. Understands what {@code cat trace} prints with and without the options
 * {@code irq-info}, {@code record-tgid} and {@code latency-format}, and what {@code trace-cmd report} prints with and
 * without
 * {@code -l}.
 */
final class LineParser {
    private static final int NANO_DIGITS = 9;
    private static final long NANOS = 1_000_000_000L;
    private static final long MICRO = 1000;

    private LineParser() {}

    /** The line's columns, or null if it is no event's line. */
    static @Nullable TraceLine parse(int number, String text) {
        TraceLine line = bracketed(number, text);
        return line != null ? line : packed(number, text);
    }

    /** {@code TASK-PID (TGID) [CPU] FLAGS TIME: EVENT}, the flags and the tgid optional. */
    private static @Nullable TraceLine bracketed(int number, String s) {
        for (int open = s.indexOf('['); open > 0; open = s.indexOf('[', open + 1)) {
            int close = digits(s, open + 1);
            if (close < open + 2 || close + 1 >= s.length() || s.charAt(close) != ']' || s.charAt(close + 1) != ' ') {
                continue;
            }
            int end = open;
            while (end > 0 && s.charAt(end - 1) == ' ') {
                end--;
            }
            if (end > 0 && s.charAt(end - 1) == ')') {
                end = s.lastIndexOf('(', end);
                while (end > 0 && s.charAt(end - 1) == ' ') {
                    end--;
                }
            }
            int dash = end > 0 ? s.lastIndexOf('-', end - 1) : -1;
            if (dash <= 0 || digits(s, dash + 1) != end || end == dash + 1) {
                continue;
            }
            int at = skip(s, close + 1);
            String flags = "";
            int token = word(s, at);
            if (!isTime(s, at, token)) {
                flags = s.substring(at, token);
                at = skip(s, token);
                token = word(s, at);
                if (flags.length() < 3 || flags.length() > 5 || !isTime(s, at, token)) {
                    return null;
                }
            }
            return event(number, s.substring(0, dash).trim(), integer(s, dash + 1, end), integer(s, open + 1, close),
                    flags,
                    nanos(s, at, token - 1), s, skip(s, token));
        }
        return null;
    }

    /** {@code TASK-PID CPUFLAGS TIME: EVENT}, where the time may be relative: {@code 133561us*}. */
    private static @Nullable TraceLine packed(int number, String s) {
        for (int dash = s.indexOf('-', 1); dash > 0; dash = s.indexOf('-', dash + 1)) {
            int end = digits(s, dash + 1);
            int at = skip(s, end);
            int cpu = digits(s, at);
            int token = word(s, cpu);
            if (end == dash + 1 || at == end || cpu == at || token - cpu < 3 || token - cpu > 5) {
                continue;
            }
            int time = skip(s, token);
            int stamp = digits(s, time);
            int colon = s.indexOf(':', stamp);
            if (stamp == time || colon < 0) {
                continue;
            }
            long nanos;
            if (s.startsWith("us", stamp) && colon - stamp <= 4) {
                nanos = number(s, time, stamp) * MICRO;
            } else if (isTime(s, time, word(s, time))) {
                nanos = nanos(s, time, colon);
            } else {
                continue;
            }
            return event(number, s.substring(0, dash).trim(), integer(s, dash + 1, end), integer(s, at, cpu),
                    s.substring(cpu, token), nanos, s, skip(s, colon + 1));
        }
        return null;
    }

    private static @Nullable TraceLine event(int number, String task, int pid, int cpu, String flags, long nanos,
            String s,
            int at) {
        int end = at;
        while (end < s.length() && (Character.isLetterOrDigit(s.charAt(end)) || s.charAt(end) == '_'
                || s.charAt(end) == '.')) {
            end++;
        }
        if (end == at || pid < 0 || cpu < 0 || nanos < 0) {
            return null;
        }
        String name = s.substring(at, end);
        char next = end < s.length() ? s.charAt(end) : 0;
        int args = end;
        if (next == ':') {
            args = skip(s, end + 1);
            if (name.equals("print") || name.equals("bprint")) {
                int colon = s.indexOf(": ", args);
                String inner = colon < 0 ? "" : s.substring(args, colon);
                if (inner.equals("tracing_mark_write")) {
                    name = inner;
                    args = colon + 2;
                }
            }
        } else if (next == '(' && name.startsWith("sys_")) {
            name = "sys_enter_" + name.substring(4);
        } else if (s.startsWith(" -> ", end) && name.startsWith("sys_")) {
            name = "sys_exit_" + name.substring(4);
            args = end + 4;
        } else {
            return null;
        }
        return new TraceLine(number, task, pid, cpu, flags, nanos, name, s.substring(args), s);
    }

    private static boolean isTime(String s, int from, int to) {
        int end = digits(s, from);
        if (end == from || to <= from || s.charAt(to - 1) != ':') {
            return false;
        }
        return end == to - 1 || s.charAt(end) == '.' && digits(s, end + 1) == to - 1;
    }

    /** Seconds with a fraction as nanoseconds; a clock that has no fraction counts as it is. */
    private static long nanos(String s, int from, int to) {
        int dot = s.indexOf('.', from);
        if (dot < 0 || dot >= to) {
            return number(s, from, to);
        }
        long fraction = 0;
        int taken = 0;
        for (int i = dot + 1; i < to && taken < NANO_DIGITS; i++, taken++) {
            fraction = fraction * 10 + s.charAt(i) - '0';
        }
        for (; taken < NANO_DIGITS; taken++) {
            fraction *= 10;
        }
        long seconds = number(s, from, dot);
        return seconds < 0 || seconds > Long.MAX_VALUE / NANOS - 1 ? -1 : seconds * NANOS + fraction;
    }

    /** The number, or -1 if it is too long for one. */
    private static long number(String s, int from, int to) {
        if (to - from > 18) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + s.charAt(i) - '0';
        }
        return value;
    }

    private static int integer(String s, int from, int to) {
        long value = number(s, from, to);
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    private static int digits(String s, int from) {
        int i = from;
        while (i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private static int word(String s, int from) {
        int i = from;
        while (i < s.length() && s.charAt(i) != ' ') {
            i++;
        }
        return i;
    }

    private static int skip(String s, int from) {
        int i = from;
        while (i < s.length() && s.charAt(i) == ' ') {
            i++;
        }
        return i;
    }
}

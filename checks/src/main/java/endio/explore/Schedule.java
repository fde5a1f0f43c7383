// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One execution, as the choices that make it. Its {@link #toString line} is {@code e1:HASH:STEPS:CHOICES:CHECK}:
 * <ul>
 * <li>{@code HASH} names the model it belongs to, as the caller named it; may be empty;
 * <li>{@code STEPS}: a letter for each thread in order of birth ({@code A} to {@code Z}, {@code a} to {@code z}, then {@code (53)}),
 *     followed by how many steps it takes, if not one. A step is an operation, a choice, or an event that is no part of an
 *     operation. After the last one the running thread goes on while it can, then the first born that can;
 * <li>{@code CHOICES}: a digit for each choice in the order in which they are made, base 36, {@code (40)} for larger ones; zeros at
 *     the end are left out;
 * <li>{@code CHECK}: checksum of all before it.
 * </ul>
 * It is never longer than the number of its steps and choices plus 20 and the hash, if there are at most 52 threads.
 *
 * @param modelHash of the model that it runs on
 * @param steps thread of each step, 1 the first born
 * @param choices outcome of each choice
 */
public record Schedule(String modelHash, List<Integer> steps, List<Integer> choices) {
    private static final String VERSION = "e1";
    private static final String THREADS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int MAX_STEPS = 10_000_000;

    public Schedule {
        checkHash(modelHash);
        steps = List.copyOf(steps);
        int end = choices.size();
        while (end > 0 && choices.get(end - 1) == 0) {
            end--;
        }
        choices = List.copyOf(choices.subList(0, end));
    }

    static void checkHash(String hash) {
        if (!hash.matches("[A-Za-z0-9._-]{0,64}")) {
            throw new IllegalArgumentException("a model hash is made of letters, digits, '.', '_', '-': " + hash);
        }
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is not one; the message says what is wrong, for people
     */
    public static Schedule parse(String line) {
        String[] parts = line.strip().split(":", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("a replay line has 5 parts separated by ':', this has " + parts.length);
        }
        if (!parts[0].equals(VERSION)) {
            throw new IllegalArgumentException("replay line of version " + parts[0] + ", this reads " + VERSION);
        }
        String body = line.strip().substring(0, line.strip().lastIndexOf(':') + 1);
        if (!check(body).equals(parts[4])) {
            throw new IllegalArgumentException("replay line is damaged: its checksum is " + parts[4] + " and should be "
                    + check(body));
        }
        return new Schedule(parts[1], parseSteps(parts[2]), parseChoices(parts[3]));
    }

    private static List<Integer> parseSteps(String text) {
        List<Integer> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int thread;
            if (text.charAt(at) == '(') {
                int close = text.indexOf(')', at);
                thread = number(text, at + 1, close);
                at = close + 1;
            } else {
                thread = THREADS.indexOf(text.charAt(at)) + 1;
                at++;
            }
            int digits = at;
            while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            int times = digits == at ? 1 : number(text, at, digits);
            at = digits;
            if (thread < 1 || times < 1 || steps.size() + (long) times > MAX_STEPS) {
                throw new IllegalArgumentException("replay line has a step that is none: " + text);
            }
            for (int i = 0; i < times; i++) {
                steps.add(thread);
            }
        }
        return steps;
    }

    private static List<Integer> parseChoices(String text) {
        List<Integer> choices = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '(') {
                int close = text.indexOf(')', at);
                choices.add(number(text, at + 1, close));
                at = close;
            } else {
                int value = Character.digit(text.charAt(at), 36);
                if (value < 0) {
                    throw new IllegalArgumentException("replay line has a choice that is none: " + text);
                }
                choices.add(value);
            }
        }
        return choices;
    }

    private static int number(String text, int from, int to) {
        try {
            return Integer.parseInt(text.substring(from, Math.max(from, to)));
        } catch (NumberFormatException bad) {
            throw new IllegalArgumentException("replay line has a number that is none: " + text, bad);
        }
    }

    private static String check(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return String.format("%06x", crc.getValue() & 0xffffff);
    }

    /** The line. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(VERSION).append(':').append(modelHash).append(':');
        for (int i = 0; i < steps.size();) {
            int thread = steps.get(i);
            int end = i + 1;
            while (end < steps.size() && steps.get(end) == thread) {
                end++;
            }
            if (thread <= THREADS.length()) {
                line.append(THREADS.charAt(thread - 1));
            } else {
                line.append('(').append(thread).append(')');
            }
            if (end - i > 1) {
                line.append(end - i);
            }
            i = end;
        }
        line.append(':');
        for (int choice : choices) {
            if (choice < 36) {
                line.append(Character.forDigit(choice, 36));
            } else {
                line.append('(').append(choice).append(')');
            }
        }
        line.append(':');
        return line + check(line.toString());
    }
}

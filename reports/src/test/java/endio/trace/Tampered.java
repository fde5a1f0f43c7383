// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recording that was tampered with, so that it shows what no kernel should do. Lines are named by their event and its
 * number of occurrence from 0; time stamps are dealt out anew, in the order of the lines.
 */
final class Tampered {
    private static final Pattern STAMP = Pattern.compile(" (\\d+\\.\\d{6}): ");
    private final List<String> lines;

    private Tampered(List<String> lines) {
        this.lines = new ArrayList<>(lines);
    }

    static Tampered of(String recording) {
        return new Tampered(Recordings.lines(recording));
    }

    /** Index of an event's line; {@code *} stands for anything. */
    int at(String event, int n) {
        String[] parts = (": " + event).split("\\*");
        int left = n;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("#") && has(lines.get(i), parts) && left-- == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("no " + event + " number " + n);
    }

    private static boolean has(String line, String[] parts) {
        int at = 0;
        for (String part : parts) {
            at = line.indexOf(part, at);
            if (at < 0) {
                return false;
            }
            at += part.length();
        }
        return true;
    }

    /** Number of an event's line, as a reader counts. */
    int line(String event, int n) {
        return at(event, n) + 1;
    }

    /** Moves {@code count} lines from an event on to before another event. */
    Tampered before(String event, int n, int count, String other, int m) {
        return move(at(event, n), count, at(other, m));
    }

    /** Moves {@code count} lines from an event on to after another event. */
    Tampered after(String event, int n, int count, String other, int m) {
        return move(at(event, n), count, at(other, m) + 1);
    }

    private Tampered move(int from, int count, int to) {
        List<String> moved = new ArrayList<>(lines.subList(from, from + count));
        lines.subList(from, from + count).clear();
        lines.addAll(to > from ? to - count : to, moved);
        return this;
    }

    /** Repeats an event's line right after it. */
    Tampered twice(String event, int n) {
        int at = at(event, n);
        lines.add(at + 1, lines.get(at));
        return this;
    }

    /** Repeats an event's line after another event. */
    Tampered again(String event, int n, String other, int m) {
        String line = lines.get(at(event, n));
        lines.add(at(other, m) + 1, line);
        return this;
    }

    /** Takes out {@code count} lines from an event on. */
    Tampered without(String event, int n, int count) {
        int at = at(event, n);
        lines.subList(at, at + count).clear();
        return this;
    }

    /** Takes out all lines from an event to another one, inclusive. */
    Tampered without(String event, int n, String last, int m) {
        return without(event, n, at(last, m) - at(event, n) + 1);
    }

    /** Changes an event's line; there has to be something to change. */
    Tampered edit(String event, int n, String from, String to) {
        int at = at(event, n);
        String edited = lines.get(at).replaceFirst(from, to);
        if (edited.equals(lines.get(at))) {
            throw new IllegalArgumentException("nothing to change in " + lines.get(at));
        }
        lines.set(at, edited);
        return this;
    }

    /** Inserts a line before an event, with the columns of that event's line. */
    Tampered insert(String text, String event, int n) {
        int at = at(event, n);
        String line = lines.get(at);
        Matcher stamp = STAMP.matcher(line);
        if (!stamp.find()) {
            throw new IllegalArgumentException(line);
        }
        lines.add(at, line.substring(0, stamp.end()) + text);
        return this;
    }

    /** What follows an event's time stamp. */
    String text(String event, int n) {
        Matcher stamp = STAMP.matcher(lines.get(at(event, n)));
        if (!stamp.find()) {
            throw new IllegalArgumentException(event);
        }
        return lines.get(at(event, n)).substring(stamp.end());
    }

    /** The lines, with time stamps that grow and a header that counts them. */
    List<String> lines() {
        List<String> stamps = new ArrayList<>();
        for (String line : lines) {
            Matcher stamp = STAMP.matcher(line);
            stamps.add(stamp.find() ? stamp.group(1) : "");
        }
        TreeSet<Long> micros = new TreeSet<>();
        for (String stamp : stamps) {
            long micro = stamp.isEmpty() ? -1 : Long.parseLong(stamp.replace(".", ""));
            while (micro >= 0 && !micros.add(micro)) {
                micro++;
            }
        }
        long stamped = stamps.stream().filter(stamp -> !stamp.isEmpty()).count();
        List<String> retimed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (stamps.get(i).isEmpty()) {
                retimed.add(lines.get(i).replaceFirst("\\d+/\\d+   #P", stamped + "/" + stamped + "   #P"));
            } else {
                long micro = micros.pollFirst();
                String text = micro / 1_000_000 + "." + String.format("%06d", micro % 1_000_000);
                retimed.add(lines.get(i).replaceFirst(" " + Pattern.quote(stamps.get(i)) + ": ", " " + text + ": "));
            }
        }
        return retimed;
    }
}

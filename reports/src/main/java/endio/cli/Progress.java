// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Reach;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says how far a run is while it runs: on a terminal one line that is drawn again, at most ten times a second;
 * elsewhere a line every 15 seconds. Several threads tell it.
 */
final class Progress {
    private static final long REDRAW = 100_000_000L;
    private static final int NAMES = 3;
    private static final long LINE = 15_000_000_000L;

    private final Console console;
    private final boolean quiet;
    private final int total;
    private final long start = System.nanoTime();
    private final Map<String, Long> running = new TreeMap<>();
    private final Map<String, Explored> done = new TreeMap<>();
    private long said = start;
    private boolean drawn;

    /**
     * @param quiet says nothing
     * @param total scenarios
     */
    Progress(Console console, boolean quiet, int total) {
        this.console = console;
        this.quiet = quiet;
        this.total = total;
    }

    synchronized void begins(String id) {
        running.put(id, 0L);
    }

    synchronized void at(String id, long executions) {
        running.put(id, executions);
        long now = System.nanoTime();
        if (quiet || now - said < (console.terminal() ? REDRAW : LINE)) {
            return;
        }
        said = now;
        String line = line(now);
        if (console.terminal()) {
            String fit = line.length() > console.width() - 1 ? line.substring(0, console.width() - 1) : line;
            console.err().print("\r" + fit + " ".repeat(Math.max(0, console.width() - 1 - fit.length())));
            console.err().flush();
            drawn = true;
        } else {
            console.err().println(line);
        }
    }

    synchronized void ends(String id, Explored explored) {
        running.remove(id);
        done.put(id, explored);
    }

    synchronized void fails(String id, String what) {
        running.remove(id);
        clear();
        console.err().println("endio: " + id + ": " + what);
    }

    /** Takes the line away. */
    synchronized void clear() {
        if (drawn) {
            console.err().print("\r" + " ".repeat(console.width() - 1) + "\r");
            console.err().flush();
            drawn = false;
        }
    }

    private String line(long now) {
        long complete = done.values().stream().filter(e -> e.reach() == Reach.COMPLETE || e.reach() == Reach.BOUNDED)
                .count();
        long executions = done.values().stream().mapToLong(Explored::executions).sum()
                + running.values().stream().mapToLong(Long::longValue).sum();
        long found = done.values().stream().mapToLong(e -> e.found().size()).sum();
        String names = running.isEmpty() ? "" : "  open: " + String.join(", ", running.keySet().stream().limit(NAMES)
                .toList())
                + (running.size() > NAMES ? " and " + (running.size() - NAMES) + " more" : "");
        return String.format(Locale.ROOT, "[%4ds] %d of %d searched through, %,d executions, %d violations%s",
                (now - start) / 1_000_000_000L,
                complete, total, executions, found, names);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.property.Property;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * How far a search is, as text: what it counted and found, and the forks at which something is left to do. Written between runs;
 * whoever reads it, with any number of workers, comes to the same end.
 *
 * <p>A line each: what it is of; threads and cells as maker and number; totals, outcomes, judged subjects; the trace of each
 * finding; forks, each after the one before it; tasks that were not begun; a checksum.
 *
 * @param of what was explored: see {@link #of(ExploreOptions)}
 * @param found of each property, rank and schedule of the trace that shows it
 * @param forks with branches to take, and those before them
 * @param tasks not begun
 */
record SavedSearch(String of, Duration elapsed, Identities identities, Totals totals, Map<String, Trace> found,
        List<Fork> forks, List<Task> tasks) {
    private static final String VERSION = "endio-search-1";

    /** A trace that is shown: its place among those that could be, and how to run it. */
    record Trace(Rank rank, Schedule schedule) {}

    /** What has to be the same when a search goes on. */
    static String of(ExploreOptions options) {
        return "model=" + options.modelHash() + " shard=" + options.parts().shard() + "/" + options.parts().shards()
                + " commuting=" + options.commuting() + " symmetry=" + options.symmetry() + " steps=" + options.maxSteps()
                + " properties=" + options.properties().stream().map(Property::id).collect(Collectors.joining(","));
    }

    String text() {
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        line(text, "of", of);
        line(text, "elapsed", elapsed.toNanos());
        made(text, "threads", identities.threads());
        made(text, "cells", identities.cells());
        line(text, "totals", totals.executions(), totals.stuck(), totals.cut(), totals.blocked(), totals.steps(), totals.events());
        totals.outcomes().forEach((outcome, n) -> line(text, "outcome", n, escape(outcome)));
        totals.judged().forEach((id, n) -> line(text, "judged", n, escape(id)));
        found.forEach((id, trace) -> line(text, "found", trace.rank.handovers(), trace.rank.entries(), trace.rank.fingerprint(),
                trace.schedule, escape(id)));
        SavedForks.write(forks, tasks, text);
        line(text, "end", checksum(text.toString()));
        return text.toString();
    }

    private static void made(StringBuilder text, String what, List<Identities.Made> all) {
        text.append(what);
        all.forEach(made -> text.append(' ').append(made.maker()).append(':').append(made.index()));
        text.append('\n');
    }

    static void line(StringBuilder text, String what, Object... fields) {
        text.append(what);
        for (Object field : fields) {
            text.append(' ').append(field);
        }
        text.append('\n');
    }

    private static String escape(String any) {
        return any.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                char next = line.charAt(++i);
                text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws UnfitSearch if it did not, or if it is of something else than {@code wanted}
     */
    static SavedSearch parse(String text, String wanted) {
        int end = text.lastIndexOf("end ");
        if (!text.startsWith(VERSION + "\n") || end < 0 || !text.substring(end).equals("end " + checksum(text.substring(0, end)) + "\n")) {
            throw new UnfitSearch("what was saved is damaged, or was written by another version");
        }
        try {
            return new Reader().read(text.substring(0, end), wanted);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UnfitSearch("what was saved cannot be read: " + e.getMessage(), e);
        }
    }

    private static final class Reader {
        private String of = "";
        private long elapsed;
        private List<Identities.Made> threads = List.of();
        private List<Identities.Made> cells = List.of();
        private Totals totals = Totals.NOTHING;
        private final SortedMap<String, Long> outcomes = new TreeMap<>();
        private final SortedMap<String, Long> judged = new TreeMap<>();
        private final Map<String, Trace> found = new LinkedHashMap<>();
        private final SavedForks forks = new SavedForks();

        SavedSearch read(String text, String wanted) {
            text.lines().skip(1).forEach(line -> {
                int space = line.indexOf(' ');
                take(space < 0 ? line : line.substring(0, space), space < 0 ? "" : line.substring(space + 1));
            });
            if (!of.equals(wanted)) {
                throw new UnfitSearch("what was saved is of '" + of + "', and this is '" + wanted + "'");
            }
            Totals all = new Totals(totals.executions(), totals.stuck(), totals.cut(), totals.blocked(), totals.steps(),
                    totals.events(), outcomes, judged);
            return new SavedSearch(of, Duration.ofNanos(elapsed), new Identities(threads, cells), all, found, forks.forks(),
                    forks.tasks());
        }

        private void take(String what, String rest) {
            switch (what) {
                case "of" -> of = rest;
                case "elapsed" -> elapsed = Long.parseLong(rest);
                case "threads" -> threads = made(rest);
                case "cells" -> cells = made(rest);
                case "totals" -> {
                    String[] n = rest.split(" ");
                    totals = new Totals(Long.parseLong(n[0]), Long.parseLong(n[1]), Long.parseLong(n[2]), Long.parseLong(n[3]),
                            Long.parseLong(n[4]), Long.parseLong(n[5]), outcomes, judged);
                }
                case "outcome" -> count(rest, outcomes::put);
                case "judged" -> count(rest, judged::put);
                case "found" -> {
                    String[] f = rest.split(" ", 5);
                    found.put(unescape(f[4]), new Trace(new Rank(Integer.parseInt(f[0]), Integer.parseInt(f[1]),
                            Long.parseLong(f[2])), Schedule.parse(f[3])));
                }
                case "fork" -> forks.fork(rest);
                case "task" -> forks.task(rest);
                default -> throw new IllegalArgumentException("a line of '" + what + "'");
            }
        }

        private static void count(String rest, BiConsumer<String, Long> into) {
            int space = rest.indexOf(' ');
            into.accept(unescape(rest.substring(space + 1)), Long.parseLong(rest.substring(0, space)));
        }

        private static List<Identities.Made> made(String rest) {
            List<Identities.Made> all = new ArrayList<>();
            for (String pair : rest.isEmpty() ? new String[0] : rest.split(" ")) {
                int colon = pair.indexOf(':');
                all.add(new Identities.Made(Integer.parseInt(pair.substring(0, colon)),
                        Integer.parseInt(pair.substring(colon + 1))));
            }
            return all;
        }
    }
}

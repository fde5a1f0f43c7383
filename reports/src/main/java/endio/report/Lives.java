// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.FindingRecord;
import endio.record.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counted objects of an execution: when they live, and their count at each step. */
final class Lives {
    private static final int MOST = 4;

    /**
     * One object.
     *
     * @param name {@code io_end#0}
     * @param count what is counted: {@code refcount}
     * @param from step that allocated it, 1 if it was there before
     * @param to step that freed it, one beyond the last if none did
     * @param counts by the step that made it so
     */
    record Life(String name, String count, int from, int to, TreeMap<Integer, Long> counts) {
        /** The count after step {@code n}, -1 before there is one. */
        long at(int n) {
            Map.Entry<Integer, Long> entry = counts.floorEntry(n);
            return entry == null ? -1 : entry.getValue();
        }

        /** Whether it is alive at step {@code n}. */
        boolean alive(int n) {
            return from <= n && n < to;
        }
    }

    private Lives() {}

    /** At most {@value #MOST}, those first that the verdict's steps are about. */
    static List<Life> of(FindingRecord finding) {
        Map<String, Life> lives = new LinkedHashMap<>();
        for (Step s : finding.steps()) {
            switch (s.event()) {
                case "dio_alloc", "io_end_alloc" -> {
                    String type = s.event().startsWith("dio") ? "dio" : "io_end";
                    if (s.number(type, -1) >= 0) {
                        String name = type + "#" + s.text(type);
                        lives.put(name, new Life(name, type.equals("dio") ? "refcount" : "count", s.n(),
                                finding.steps().size() + 1, new TreeMap<>(Map.of(s.n(), 1L))));
                    }
                }
                case "ref" -> count(lives, "dio#" + s.text("dio"), "refcount", s, s.number("to", 0), finding);
                case "io_end_set", "io_end_get", "io_end_put" ->
                    count(lives, "io_end#" + s.text("io_end"), "count", s, s.number("count", 0), finding);
                case "inode_dio_get", "inode_dio_done" ->
                    count(lives, "inode#" + s.text("ino"), "i_dio_count", s, s.number("count", 0), finding);
                case "dio_free" -> free(lives, "dio#" + s.text("dio"), s.n());
                case "io_end_free" -> free(lives, "io_end#" + s.text("io_end"), s.n());
                default -> { }
            }
        }
        List<Life> all = new ArrayList<>(lives.values());
        return all.size() <= MOST ? all : all.stream()
                .sorted(java.util.Comparator.comparing(l -> -l.counts().size())).limit(MOST)
                .sorted(java.util.Comparator.comparing(all::indexOf)).toList();
    }

    private static void count(Map<String, Life> lives, String name, String what, Step s, long count,
            FindingRecord finding) {
        lives.computeIfAbsent(name, n -> new Life(n, what, 1, finding.steps().size() + 1, new TreeMap<>()))
                .counts().put(s.n(), count);
    }

    private static void free(Map<String, Life> lives, String name, int n) {
        lives.computeIfPresent(name, (k, life) -> new Life(k, life.count(), life.from(), n, life.counts()));
    }
}

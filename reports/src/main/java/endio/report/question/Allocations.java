// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report.question;

import endio.record.GenerationNote;
import endio.record.Question;
import endio.record.Question.Cell;
import endio.record.Question.Row;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Measure;
import endio.record.RunRecord.Reach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** "This saves a memory allocation for each direct I/O." */
final class Allocations {
    /** What the seed commit changed, and what it changed it into. */
    private static final String PARENT = "V3_11";
    private static final String SEED = "V3_12";
    private static final String TOTAL = "allocated";
    private static final String OBJECT = "allocated ";

    /** What the requests of one kind took in one generation. */
    private static final class Taken {
        private long least = Long.MAX_VALUE;
        private long most;
        private final TreeSet<String> objects = new TreeSet<>();

        private void add(Measure measure) {
            if (measure.what().equals(TOTAL)) {
                least = Math.min(least, measure.least());
                most = Math.max(most, measure.most());
            } else {
                objects.add(measure.what().substring(OBJECT.length()));
            }
        }

        private String text() {
            return (least == most ? "" + most : least + "–" + most)
                    + (objects.isEmpty() ? "" : ": " + String.join(" + ", objects));
        }
    }

    private Allocations() {}

    static Question answer(Evidence evidence) {
        List<GenerationNote> kernels = evidence.kernels();
        List<Explored> counted = evidence.explorations(e -> kernels.stream().anyMatch(g -> g.id().equals(e.generation()))
                && (e.reach() != Reach.COMPLETE || e.measured().stream().anyMatch(m -> m.what().equals(TOTAL))));
        SortedMap<String, Map<String, Taken>> kinds = new TreeMap<>();
        for (Explored e : counted) {
            e.measured().stream().filter(m -> m.what().startsWith(TOTAL))
                    .forEach(m -> kinds.computeIfAbsent(m.of(), k -> new LinkedHashMap<>())
                            .computeIfAbsent(e.generation(), g -> new Taken()).add(m));
        }
        List<Row> rows = new ArrayList<>();
        kinds.forEach((kind, taken) -> rows.add(new Row(kind, kernels.stream()
                .map(g -> Cell.of(taken.containsKey(g.id()) ? taken.get(g.id()).text() : "")).toList())));
        List<String> columns = new ArrayList<>(List.of("file system and request"));
        kernels.forEach(g -> columns.add(g.id()));
        return new Question("allocation-saved", "Does the seed commit save a memory allocation for each direct I/O?",
                Evidence.answer(counted, sentence(kinds, kernels)), Evidence.state(counted), columns, rows,
                List.of("Counted are the objects that slabs gave on behalf of a request that succeeded, in every execution of every "
                        + "scenario; bios and user pages are not among them.",
                        "A number stands for the least and the most of any execution."),
                Evidence.ids(counted));
    }

    private static String sentence(Map<String, Map<String, Taken>> kinds, List<GenerationNote> kernels) {
        Map<String, Map<String, Taken>> both = new LinkedHashMap<>();
        kinds.forEach((kind, taken) -> {
            if (taken.containsKey(PARENT) && taken.containsKey(SEED)) {
                both.put(kind, taken);
            }
        });
        if (both.isEmpty()) {
            return "Nothing was counted in both " + PARENT + " and " + SEED + ".";
        }
        List<String> saved = both.keySet().stream().filter(k -> both.get(k).get(SEED).most < both.get(k).get(PARENT).most)
                .toList();
        String verdict = saved.isEmpty()
                ? "No: in " + SEED + " each of the " + Evidence.count(both.size(), "kind") + " of request takes as many as in "
                        + PARENT + "."
                : saved.size() == both.size() ? "Yes, for every kind of request."
                        : "Only for " + Evidence.list(saved) + ", of " + Evidence.count(both.size(), "kind") + " of request.";
        return verdict + later(both, kernels);
    }

    /** The first generation in which each kind takes less than in the parent. */
    private static String later(Map<String, Map<String, Taken>> kinds, List<GenerationNote> kernels) {
        Map<String, List<String>> since = new LinkedHashMap<>();
        kinds.forEach((kind, taken) -> kernels.stream().map(GenerationNote::id)
                .filter(g -> taken.containsKey(g) && taken.get(g).most < taken.get(PARENT).most).findFirst()
                .ifPresent(g -> since.computeIfAbsent(g, k -> new ArrayList<>()).add(kind)));
        StringBuilder out = new StringBuilder();
        kernels.stream().map(GenerationNote::id).filter(g -> since.containsKey(g) && !g.equals(SEED))
                .forEach(g -> out.append(' ').append(g).append(" saves one for ").append(Evidence.list(since.get(g))).append('.'));
        return out.toString();
    }
}

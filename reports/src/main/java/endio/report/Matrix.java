// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.GenerationNote;
import endio.record.PropertyNote;
import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Reach;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Generation by property: what can be said about each after a run. A search that was cut never reads as a pass, and
 * neither does a property that had nothing to judge.
 */
public final class Matrix {
    private static final String WEAK_MEMORY = "WEAK_MEMORY";
    private final RunRecord run;
    private final Map<String, List<Explored>> byGeneration;
    /** What was looked up: pages ask for the same more than once. */
    private final Map<List<String>, Cell> known = new HashMap<>();

    /** Of {@code run}. */
    public Matrix(RunRecord run) {
        this.run = run;
        this.byGeneration = run.explorations().stream().collect(Collectors.groupingBy(Explored::generation));
    }

    /** What can be said. */
    public enum Word {
        VIOLATED("VIOLATED", "✗", "X"),
        HOLDS("holds complete", "✓", "+"),
        BOUNDED("bounded", "◐", "~"),
        CUT("cut by budget", "◔", "?"),
        NOT_EXERCISED("not exercised", "·", "."),
        NOT_CHECKED("not checked", "–", "-"),
        NEEDS_WEAK_MEMORY("not checked: needs weak memory", "–m", "-m");

        private final String text;
        private final String shape;
        private final String ascii;

        Word(String text, String shape, String ascii) {
            this.text = text;
            this.shape = shape;
            this.ascii = ascii;
        }

        /** For people. */
        public String text() {
            return text;
        }

        /** A shape that tells it from the others without colour. */
        public String shape() {
            return shape;
        }

        /** That shape in ASCII. */
        public String ascii() {
            return ascii;
        }

        /** What it means, in a sentence. */
        public String meaning() {
            return switch (this) {
                case VIOLATED -> "some execution violates it";
                case HOLDS -> "holds in every execution of every scenario that exercises it; their search was complete";
                case BOUNDED ->
                        "no violation in executions up to the bound on their length; longer ones were not searched, so"
                        + " this is no pass";
                case CUT -> "no violation so far; a search was cut by its budget or by hand, so this is no pass";
                case NOT_EXERCISED -> "no execution had anything that it judges";
                case NOT_CHECKED -> "was not watched";
                case NEEDS_WEAK_MEMORY ->
                        "no search of interleavings can tell, so this is no pass; races on real threads (endio stress) can look";
            };
        }
    }

    /**
     * What stands behind one cell.
     *
     * @param executions of the scenarios in which the property judged something
     * @param judged subjects that it judged
     * @param scenarios in which it judged something
     * @param complete how many of these were searched through
     * @param unseen scenarios whose search was cut before it judged anything
     * @param found violations
     * @param surprising a violation is not expected, or an expected one is missing
     */
    public record Cell(Word word, long executions, long judged, int scenarios, int complete, int unseen,
            List<Found> found,
            boolean surprising) {}

    /** The run. */
    public RunRecord run() {
        return run;
    }

    /** What can be said about {@code property} in {@code generation}. */
    public Cell cell(GenerationNote generation, PropertyNote property) {
        return known.computeIfAbsent(List.of(generation.id(), property.id()), key -> lookUp(generation, property));
    }

    private Cell lookUp(GenerationNote generation, PropertyNote property) {
        List<Explored> watched = byGeneration.getOrDefault(generation.id(), List.of()).stream()
                .filter(e -> e.checked().contains(property.id()) || violates(e, property)).toList();
        List<Explored> judging = watched.stream().filter(e -> judged(e, property) > 0 || violates(e, property))
                .toList();
        List<Found> found = watched.stream().flatMap(e -> e.found().stream())
                .filter(f -> f.property().equals(property.id())).toList();
        long executions = judging.stream().mapToLong(Explored::executions).sum();
        long judged = judging.stream().mapToLong(e -> judged(e, property)).sum();
        int complete = (int) judging.stream().filter(e -> e.reach() == Reach.COMPLETE).count();
        int unseen = (int) watched.stream().filter(e -> e.reach() != Reach.COMPLETE && !judging.contains(e)).count();
        boolean missing = watched.stream().flatMap(e -> e.missing().stream())
                .anyMatch(m -> m.property().equals(property.id()));
        boolean surprising = missing || found.stream().anyMatch(f -> !f.expected());
        Word word = found.isEmpty() && property.needs().equals(WEAK_MEMORY) ? Word.NEEDS_WEAK_MEMORY
                : word(watched, judging, found);
        return new Cell(word, executions, judged, judging.size(), complete, unseen, found,
                surprising);
    }

    /** Properties of which at least one cell is not empty, in the order of the record. */
    public List<PropertyNote> rows() {
        return run.properties().stream().filter(p -> run.columns().stream()
                .anyMatch(g -> cell(g, p).word() != Word.NOT_CHECKED)).toList();
    }

    private static Word word(List<Explored> watched, List<Explored> judging, List<Found> found) {
        if (!found.isEmpty()) {
            return Word.VIOLATED;
        }
        if (watched.stream().allMatch(e -> e.reach() == Reach.NOT_RUN)) {
            return Word.NOT_CHECKED;
        }
        // A search that did not even begin, or that was cut in what it had to judge, leaves the answer open. One
        // that ran long without meeting the property is told of beside the word.
        List<Explored> open = watched.stream()
                .filter(e -> e.reach() != Reach.COMPLETE && (judging.contains(e) || judging.isEmpty()
                || e.executions() == 0)).toList();
        if (open.isEmpty()) {
            return judging.isEmpty() ? Word.NOT_EXERCISED : Word.HOLDS;
        }
        return open.stream().allMatch(e -> e.reach() == Reach.BOUNDED) ? Word.BOUNDED : Word.CUT;
    }

    private static long judged(Explored exploration, PropertyNote property) {
        return exploration.judged().getOrDefault(property.id(), 0L);
    }

    private static boolean violates(Explored exploration, PropertyNote property) {
        return exploration.found().stream().anyMatch(f -> f.property().equals(property.id()));
    }
}

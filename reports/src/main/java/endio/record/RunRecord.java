// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One run over a number of scenarios.
 *
 * @param schema {@link #SCHEMA}
 * @param environment Java version and the like, for people
 * @param generations in the order of the matrix
 * @param properties in the order of the matrix
 * @param explorations what was explored, in the order in which it was asked for
 * @param absent what a generation could not be run on
 * @param questions of the seed commit, as far as this run has something to say to them
 * @param verdict of the whole
 */
public record RunRecord(String schema, Tool tool, Settings settings, String environment,
        List<GenerationNote> generations, List<PropertyNote> properties, List<Explored> explorations,
        List<Absent> absent, List<Question> questions, Verdict verdict) {

    /** Name and version of the schema. */
    public static final String SCHEMA = "endio-run-1";

    /**
     * What was asked for.
     *
     * @param command {@code run} or {@code explore}
     * @param budgetMillis time for all of it
     * @param seed of what is random
     * @param jobs scenarios explored at once
     * @param requireComplete a search that was cut is not accepted
     */
    public record Settings(String command, List<String> patterns, long budgetMillis, long seed, int jobs,
            boolean requireComplete) {
        public Settings {
            patterns = Given.list(patterns);
        }
    }

    /** How far a search came. */
    public enum Reach {
        /** Through every execution. */
        COMPLETE,
        /** Some executions were cut at the bound on their length. */
        BOUNDED,
        /** Time or the number of executions ended first. */
        BUDGET,
        /** Random executions were run, as many as wanted. */
        SAMPLED,
        /** Somebody stopped it. */
        INTERRUPTED,
        /** It did not begin. */
        NOT_RUN
    }

    /**
     * One scenario of one generation.
     *
     * @param scenario its id, without the generation
     * @param executions complete ones
     * @param blocked executions begun that turned out to repeat another one
     * @param steps of all executions
     * @param outcomes different final states
     * @param millis time taken
     * @param checked ids of the properties that were watched
     * @param judged how many subjects each of them judged
     * @param expected violations that the catalogue expects here
     * @param found violations that were found
     * @param measured what was counted, over all executions
     * @param why it was not explored, empty if it was
     * @param fileSystem {@code ext4}, {@code ext4 dioread_nolock}; empty if it is not told
     */
    public record Explored(String scenario, String family, String title, String generation, Reach reach,
            long executions,
            long blocked, long steps, long outcomes, long millis, List<String> checked, SortedMap<String, Long> judged,
            List<Expected> expected, List<Found> found, List<Measure> measured, String why,
            String fileSystem) {
        public Explored {
            checked = Given.list(checked);
            judged = new TreeMap<>(judged == null ? new TreeMap<String, Long>() : judged);
            expected = Given.list(expected);
            found = Given.list(found);
            measured = Given.list(measured);
            why = Given.text(why);
            fileSystem = Given.text(fileSystem);
        }

        /** One of which nothing was counted. */
        public Explored(String scenario, String family, String title, String generation, Reach reach, long executions,
                long blocked, long steps, long outcomes, long millis, List<String> checked,
                SortedMap<String, Long> judged, List<Expected> expected, List<Found> found, String why) {
            this(scenario, family, title, generation, reach, executions, blocked, steps, outcomes, millis, checked,
                    judged, expected, found, List.of(), why, "");
        }

        /** The scenario of one generation, as commands take it. */
        public String id() {
            return scenario + "@" + generation;
        }

        /** Expected violations that were not found although the search was complete. */
        public List<Expected> missing() {
            return reach == Reach.COMPLETE
                    ? expected.stream().filter(e -> found.stream().noneMatch(f -> f.property().equals(e.property())))
                    .toList()
                    : List.of();
        }
    }

    /**
     * A file system that a generation does not have on its engine, or not yet, or not any more.
     *
     * @param generation its id
     */
    public record Absent(String fileSystem, String generation) {}

    /**
     * Something that was counted in each execution.
     *
     * @param of of what: {@code ext4: asynchronous write over written blocks}
     * @param what {@code allocated io_end}
     * @param least in any execution
     * @param most in any execution
     */
    public record Measure(String of, String what, long least, long most) {}

    /**
     * A violation that is known.
     *
     * @param property id
     * @param because where it is known from
     */
    public record Expected(String property, String because) {}

    /**
     * A violation that was found.
     *
     * @param property id
     * @param kind as in {@link FindingRecord.Verdict}
     * @param expected the catalogue expects it
     * @param steps length of the execution that shows it
     * @param replay one line for {@code endio replay}
     * @param folder of its files, beside {@code run.json}
     */
    public record Found(String property, String kind, String sentence, boolean expected, int steps, String replay,
            String folder) {}

    /**
     * Of the whole.
     *
     * @param exit the exit code
     * @param word {@code as expected}, {@code not as expected}, {@code incomplete}, {@code interrupted}, {@code fault}
     */
    public record Verdict(int exit, String word) {}

    public RunRecord {
        generations = Given.list(generations);
        properties = Given.list(properties);
        explorations = Given.list(explorations);
        absent = Given.list(absent);
        questions = Given.list(questions);
        for (Explored each : explorations) {
            if (generations.stream().noneMatch(g -> g.id().equals(each.generation()))) {
                throw new IllegalArgumentException("generation " + each.generation() + " is not among those given");
            }
        }
    }

    /** One that has nothing to say to any question. */
    public RunRecord(String schema, Tool tool, Settings settings, String environment, List<GenerationNote> generations,
            List<PropertyNote> properties, List<Explored> explorations, Verdict verdict) {
        this(schema, tool, settings, environment, generations, properties, explorations, List.of(), List.of(), verdict);
    }

    /** The same with other questions. */
    public RunRecord with(List<Question> other) {
        return new RunRecord(schema, tool, settings, environment, generations, properties, explorations, absent, other,
                verdict);
    }

    /** The same, as if only {@code some} of the explorations had been made. */
    public RunRecord only(Predicate<Explored> some) {
        return new RunRecord(schema, tool, settings, environment, generations, properties,
                explorations.stream().filter(some).toList(), absent, questions, verdict);
    }

    /** The file systems that something was explored on, in the order of the explorations. */
    public List<String> fileSystems() {
        return explorations.stream().map(Explored::fileSystem).filter(fs -> !fs.isEmpty()).distinct().toList();
    }

    /**
     * The generations that the matrix has a column for: all, but that variants, which are there for a question, give
     * way to any others.
     */
    public List<GenerationNote> columns() {
        List<GenerationNote> others = generations.stream().filter(g -> !g.origin().equals(GenerationNote.VARIANT))
                .toList();
        return others.isEmpty() ? generations : others;
    }

    /** Violations that no catalogue expects. */
    public long unexpected() {
        return explorations.stream().flatMap(e -> e.found().stream()).filter(f -> !f.expected()).count();
    }

    /** Expected violations that were not found although the search was complete. */
    public long missing() {
        return explorations.stream().mapToLong(e -> e.missing().size()).sum();
    }

    /** Explorations that did not go through every execution. */
    public long incomplete() {
        return explorations.stream().filter(e -> e.reach() != Reach.COMPLETE).count();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.List;

/**
 * One violation: what was run, what is violated and by which execution, and how to run it again.
 *
 * @param schema {@link #SCHEMA}
 * @param lanes the contexts of the execution, in the order of their first step
 * @param functions the functions that stand on the steps' stacks
 * @param steps the execution, in one order in which it shows the violation
 * @param blocked who waits for ever at the end
 * @param ending how it ended: {@code QUIESCENT}, {@code STUCK}, {@code CRASHED} or {@code CUT}
 * @param explained what other executions say about it
 */
public record FindingRecord(String schema, Tool tool, ScenarioNote scenario, GenerationNote generation,
        PropertyNote property, Verdict verdict, List<Lane> lanes, List<Function> functions, List<Step> steps,
        List<Blocked> blocked, String ending, Replay replay, Search search, Explained explained) {

    /** Name and version of the schema. */
    public static final String SCHEMA = "endio-finding-1";

    /**
     * What was run.
     *
     * @param id name of the scenario, without the generation
     * @param family its group
     * @param title what it is, in a sentence
     */
    public record ScenarioNote(String id, String family, String title) {}

    /**
     * What is violated.
     *
     * @param kind {@code property}, {@code crash}, {@code deadlock}, {@code assertion}, {@code nondeterminism} or
     *     {@code model-error}
     * @param sentence what went wrong, in a sentence
     * @param at steps that show it; about an order, first the one that should have come first
     * @param inOrder the execution shows it in the order of its steps; otherwise only by what could have come first
     * @param expected the catalogue says that this generation does it here
     * @param because where that is known from, empty if it is not expected
     */
    public record Verdict(String kind, String sentence, List<Integer> at, boolean inOrder, boolean expected,
            String because) {
        public Verdict {
            at = Given.list(at);
            because = Given.text(because);
        }
    }

    /**
     * A context in which steps are made.
     *
     * @param thread number of the logical thread: an interrupt on top of a task has the task's
     * @param kind {@code TASK}, {@code IRQ}, {@code KWORKER} or {@code INLINE}
     * @param name for people
     */
    public record Lane(int thread, String kind, String name) {}

    /**
     * A function of the model, and of the kernel that it stands for.
     *
     * @param name in the kernel, or in Java if it stands for none
     * @param file in the kernel, empty if not known
     * @param commit of the kernel, empty if not known
     * @param method class and method in Java
     * @param source file in Java
     */
    public record Function(String name, String file, String commit, String method, String source) {}

    /**
     * A thread that waits for ever.
     *
     * @param lane index of its context
     * @param what operation and cell
     * @param holder who holds that, empty if nobody does
     */
    public record Blocked(int lane, String what, String holder) {}

    /**
     * How to run it again.
     *
     * @param line one line of text for {@code endio replay}
     * @param model hash of the model that it fits
     */
    public record Replay(String line, String model) {}

    /**
     * The search that found it.
     *
     * @param engine which
     * @param executions when it was found, or at the end of the search
     * @param complete whether that search went through every execution
     */
    public record Search(String engine, long executions, boolean complete) {}

    public FindingRecord {
        lanes = Given.list(lanes);
        functions = Given.list(functions);
        steps = Given.list(steps);
        blocked = Given.list(blocked);
        int number = 1;
        for (Step step : steps) {
            if (step.n() != number) {
                throw new IllegalArgumentException("step " + number + " is numbered " + step.n());
            }
            number++;
            Given.within(step.lane(), lanes.size(), "lane");
            for (int function : step.stack()) {
                Given.within(function, functions.size(), "function");
            }
            for (int earlier : step.happensAfter()) {
                Given.within(earlier - 1, step.n() - 1, "earlier step");
            }
        }
        for (int at : verdict.at()) {
            Given.within(at - 1, steps.size(), "step");
        }
        for (Blocked who : blocked) {
            Given.within(who.lane(), lanes.size(), "lane");
        }
        explained = Explained.given(explained);
        points(explained, lanes, functions, steps);
    }

    private static void points(Explained explained, List<Lane> lanes, List<Function> functions, List<Step> steps) {
        if (explained.swap().found()) {
            Given.within(explained.swap().first() - 1, steps.size(), "step");
            Given.within(explained.swap().second() - 1, steps.size(), "step");
        }
        for (Explained.Ordering race : explained.necessary()) {
            Given.within(race.first() - 1, steps.size(), "step");
            Given.within(race.second() - 1, steps.size(), "step");
        }
        Given.within(explained.nearestPassing().choice(), steps.size() + 1, "choice");
        Given.within(explained.nearestPassing().same(), steps.size() + 1, "common step");
        for (Step step : explained.nearestPassing().steps()) {
            Given.within(step.lane(), lanes.size(), "lane");
            step.stack().forEach(function -> Given.within(function, functions.size(), "function"));
        }
    }

    /** One about which no other execution was asked. */
    public FindingRecord(String schema, Tool tool, ScenarioNote scenario, GenerationNote generation, PropertyNote property,
            Verdict verdict, List<Lane> lanes, List<Function> functions, List<Step> steps, List<Blocked> blocked, String ending,
            Replay replay, Search search) {
        this(schema, tool, scenario, generation, property, verdict, lanes, functions, steps, blocked, ending, replay, search,
                Explained.NOTHING);
    }

    /** The same with what other executions say about it. */
    public FindingRecord with(Explained by) {
        return new FindingRecord(schema, tool, scenario, generation, property, verdict, lanes, functions, steps, blocked, ending,
                replay, search, by);
    }

    /** The step with number {@code n}. */
    public Step step(int n) {
        return steps.get(n - 1);
    }

    /** The context of a step. */
    public Lane lane(Step step) {
        return lanes.get(step.lane());
    }

    /** The same finding of a search that went so far. */
    public FindingRecord searched(long executions, boolean complete) {
        return new FindingRecord(schema, tool, scenario, generation, property, verdict, lanes, functions, steps, blocked, ending,
                replay, new Search(search.engine(), executions, complete), explained);
    }

    /** A name for files: {@code S1-ext4-aio-unwritten-V3_12}. */
    public String slug() {
        return Slug.of(property.id() + "-" + scenario.id() + "-" + generation.id());
    }
}

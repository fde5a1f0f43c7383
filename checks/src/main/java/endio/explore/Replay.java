// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Ending;
import endio.property.Property;
import java.util.List;

/** Runs one schedule and tells it step by step. */
public final class Replay {
    private static final int MAX_STEPS = 1_000_000;

    private Replay() {}

    /**
     * Runs {@code program} as {@code schedule} says and judges it by the order in which it ran.
     *
     * @throws ScheduleMismatch if it does not fit the program
     * @throws ModelError if model code throws anything but a crash
     */
    public static Trace run(Program program, Schedule schedule, Property... properties) {
        return run(program, schedule, List.of(properties));
    }

    /** The same. */
    public static Trace run(Program program, Schedule schedule, List<? extends Property> properties) {
        return run(program, schedule, properties, -1, Fibers.fastest());
    }

    /**
     * The same for a debugger: every logical thread is a thread of Java, and {@link Debug#here} is called after the step of this
     * index.
     */
    public static Trace debug(Program program, Schedule schedule, List<? extends Property> properties, int step) {
        return run(program, schedule, properties, step, Fibers.threads());
    }

    private static Trace run(Program program, Schedule schedule, List<? extends Property> properties, int stopAt, Fibers on) {
        int[] who = schedule.steps().stream().mapToInt(Integer::intValue).toArray();
        try (Fibers fibers = on) {
            Execution execution = new Execution(new Threads(), fibers, false,
                    log -> new Audience(List.copyOf(properties), log, true));
            Guide guide = new Guide(execution, who, true, schedule.choices(), MAX_STEPS).watched();
            Recorder recorder = new Recorder(execution.log, guide, stopAt);
            execution.strategy(guide);
            execution.observe(recorder);
            Ending ending = execution.run(program, 0);
            guide.check();
            List<Trace.Violation> violations = execution.audience.violations().stream()
                    .map(v -> new Trace.Violation(v.property(), v.sentence(), v.at())).toList();
            return new Trace(guide.schedule(schedule.modelHash()), recorder.steps(), ending, execution.outcome(ending), violations);
        }
    }

    /**
     * The same for a model of this hash.
     *
     * @throws ScheduleMismatch also if the schedule is of another model
     */
    public static Trace run(Program program, String modelHash, Schedule schedule, List<? extends Property> properties) {
        if (!schedule.modelHash().equals(modelHash)) {
            throw new ScheduleMismatch(-1, "the replay line is of model " + schedule.modelHash() + ", this is " + modelHash);
        }
        return run(program, schedule, properties);
    }
}

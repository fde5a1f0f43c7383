// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import endio.event.ContextKind;
import endio.scenario.race.Race;
import endio.scenario.race.Stage;
import endio.threads.Pause;
import endio.threads.Stopped;
import endio.threads.ThreadMachine;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A race on real threads: the actors of a JCStress test play its parts, its arbiter looks at the end. In every second one a
 * part pauses at some step; in the others nothing but the processors decides.
 */
public final class Scene {
    /** Steps before which a part pauses: the first ones more often than later ones. */
    private static final int LOG2_OF_STEPS = 7;
    private static final int LONGEST_PAUSE = 1000;

    private final ThreadMachine machine;
    private final Stage stage;

    /** Sets the stage, for as many actors as the race has parts. */
    public Scene(Race race, int parts) {
        this.machine = new ThreadMachine(parts, true, pause(parts));
        // Actors make the next stages themselves, thousands of them: what the machine knows of a thread must not stay behind.
        this.stage = machine.as(0, ContextKind.TASK, "stage", () -> race.stage(machine));
        if (stage.parts() != parts) {
            throw new IllegalArgumentException(race.id() + " has " + stage.parts() + " parts, not " + parts);
        }
    }

    private static @Nullable Pause pause(int parts) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return random.nextBoolean() ? null : new Pause(1 + random.nextInt(parts),
                random.nextInt(1 << 1 + random.nextInt(LOG2_OF_STEPS)), 1 + random.nextInt(LONGEST_PAUSE));
    }

    /** Plays a part in the calling thread; returns its word. */
    public String play(int part) {
        try {
            return machine.run(part + 1, stage.kind(part), stage.name(part), () -> stage.play(part));
        } catch (Stopped e) {
            stage.stuck(part);
            return Stage.STUCK;
        }
    }

    /** When all parts are over: the word of the end. */
    public String end() {
        return machine.as(0, ContextKind.TASK, "end", stage::end);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import endio.event.ContextKind;
import endio.scenario.race.Race;
import endio.scenario.race.Stage;
import endio.threads.Stopped;
import endio.threads.ThreadMachine;

/** A race on real threads: the actors of a JCStress test play its parts, its arbiter looks at the end. */
public final class Scene {
    private final ThreadMachine machine;
    private final Stage stage;

    /** Sets the stage, for as many actors as the race has parts. */
    public Scene(Race race, int parts) {
        this.machine = new ThreadMachine(parts);
        // Actors make the next stages themselves, thousands of them: what the machine knows of a thread must not stay behind.
        this.stage = machine.as(0, ContextKind.TASK, "stage", () -> race.stage(machine));
        if (stage.parts() != parts) {
            throw new IllegalArgumentException(race.id() + " has " + stage.parts() + " parts, not " + parts);
        }
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

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress.race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import endio.scenario.race.Race;
import endio.scenario.race.Races;
import endio.stress.Scene;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** The race {@code done-wq-three@V3_12}, by what the explorer finds in it; TablesTest writes this file. */
@JCStressTest
@Description("done-wq-three@V3_12")
@Outcome(id = "creates and destroys, creates and destroys, creates, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "creates and destroys, creates, creates and destroys, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "creates and destroys, creates, finds, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "creates and destroys, finds, creates, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "creates, creates and destroys, creates and destroys, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "creates, creates and destroys, finds, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "creates, finds, creates and destroys, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "creates, finds, finds, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "finds, creates and destroys, creates, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "finds, creates, creates and destroys, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "finds, creates, finds, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "finds, finds, creates, one queue", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(expect = FORBIDDEN, desc = "No execution that the explorer knows ends like this.")
@State
public class DoneWqThreeV3_12 {
    private static final Race RACE = Races.named("done-wq-three@V3_12");

    private final Scene scene = new Scene(RACE, 3);

    @Actor
    public void part0(LLLL_Result r) {
        r.r1 = scene.play(0);
    }

    @Actor
    public void part1(LLLL_Result r) {
        r.r2 = scene.play(1);
    }

    @Actor
    public void part2(LLLL_Result r) {
        r.r3 = scene.play(2);
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r4 = scene.end();
    }
}

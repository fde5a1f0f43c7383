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
import org.openjdk.jcstress.infra.results.LLL_Result;

/** The race {@code done-wq-two@loser-keeps-queue}, by what the explorer finds in it; TablesTest writes this file. */
@JCStressTest
@Description("done-wq-two@loser-keeps-queue")
@Outcome(id = "creates, creates, 2 queues", expect = FORBIDDEN,
        desc = "Who comes second does not destroy its queue.")
@Outcome(id = "creates, finds, one queue", expect = ACCEPTABLE,
        desc = "As without the fault.")
@Outcome(id = "finds, creates, one queue", expect = ACCEPTABLE,
        desc = "As without the fault.")
@Outcome(expect = FORBIDDEN, desc = "No execution that the explorer knows ends like this.")
@State
public class DoneWqTwoLoserKeepsQueue {
    private static final Race RACE = Races.named("done-wq-two@loser-keeps-queue");

    private final Scene scene = new Scene(RACE, 2);

    @Actor
    public void part0(LLL_Result r) {
        r.r1 = scene.play(0);
    }

    @Actor
    public void part1(LLL_Result r) {
        r.r2 = scene.play(1);
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r3 = scene.end();
    }
}

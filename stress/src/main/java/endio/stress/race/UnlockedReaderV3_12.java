// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress.race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import endio.scenario.race.Race;
import endio.scenario.race.Races;
import endio.stress.Scene;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The race {@code unlocked-reader@V3_12}, by what the explorer finds in it; TablesTest writes this file. */
@JCStressTest
@Description("unlocked-reader@V3_12")
@Outcome(id = "block, removed", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "hole, removed", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(expect = FORBIDDEN, desc = "No execution that the explorer knows ends like this.")
@State
public class UnlockedReaderV3_12 {
    private static final Race RACE = Races.named("unlocked-reader@V3_12");

    private final Scene scene = new Scene(RACE, 2);

    @Actor
    public void part0(LL_Result r) {
        r.r1 = scene.play(0);
    }

    @Actor
    public void part1(LL_Result r) {
        r.r2 = scene.play(1);
    }
}

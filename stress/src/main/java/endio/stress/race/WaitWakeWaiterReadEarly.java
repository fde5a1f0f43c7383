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

/** The race {@code wait-wake@waiter-read-early}, by what the explorer finds in it; TablesTest writes this file. */
@JCStressTest
@Description("wait-wake@waiter-read-early")
@Outcome(id = "1 block, ended", expect = ACCEPTABLE,
        desc = "As without the fault.")
@Outcome(id = "stuck, ended", expect = FORBIDDEN,
        desc = "The bio looks for a waiter before it takes the lock.")
@Outcome(expect = FORBIDDEN, desc = "No execution that the explorer knows ends like this.")
@State
public class WaitWakeWaiterReadEarly {
    private static final Race RACE = Races.named("wait-wake@waiter-read-early");

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

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
import org.openjdk.jcstress.infra.results.LLL_Result;

/** The race {@code wait-wake-two@sync-drop-outside-lock}, by what the explorer finds in it; TablesTest writes this file. */
@JCStressTest
@Description("wait-wake-two@sync-drop-outside-lock")
@Outcome(id = "2 blocks, ended, ended", expect = ACCEPTABLE,
        desc = "As without the fault.")
@Outcome(id = "stuck, ended, ended", expect = FORBIDDEN,
        desc = "A bio drops its reference without the lock.")
@Outcome(expect = FORBIDDEN, desc = "No execution that the explorer knows ends like this.")
@State
public class WaitWakeTwoSyncDropOutsideLock {
    private static final Race RACE = Races.named("wait-wake-two@sync-drop-outside-lock");

    private final Scene scene = new Scene(RACE, 3);

    @Actor
    public void part0(LLL_Result r) {
        r.r1 = scene.play(0);
    }

    @Actor
    public void part1(LLL_Result r) {
        r.r2 = scene.play(1);
    }

    @Actor
    public void part2(LLL_Result r) {
        r.r3 = scene.play(2);
    }
}

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

/** The race {@code io-end-put@V3_11}, by what the explorer finds in it; TablesTest writes this file. */
@JCStressTest
@Description("io-end-put@V3_11")
@Outcome(id = "-, -, converted, freed once, none unwritten", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "converts, -, converted, freed once, none unwritten", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(expect = FORBIDDEN, desc = "No execution that the explorer knows ends like this.")
@State
public class IoEndPutV3_11 {
    private static final Race RACE = Races.named("io-end-put@V3_11");

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

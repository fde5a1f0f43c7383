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

/** The race {@code conversion-list@append-outside-lock}, by what the explorer finds in it; TablesTest writes this file. */
@JCStressTest
@Description("conversion-list@append-outside-lock")
@Outcome(id = "converts 2 times, appended, 2 converted and freed", expect = ACCEPTABLE,
        desc = "As without the fault.")
@Outcome(id = "converts, appended, 1 converted and freed", expect = FORBIDDEN,
        desc = "The list is changed without its lock.")
@Outcome(id = "converts, appended, 2 converted and freed", expect = ACCEPTABLE,
        desc = "As without the fault.")
@Outcome(expect = FORBIDDEN, desc = "No execution that the explorer knows ends like this.")
@State
public class ConversionListAppendOutsideLock {
    private static final Race RACE = Races.named("conversion-list@append-outside-lock");

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

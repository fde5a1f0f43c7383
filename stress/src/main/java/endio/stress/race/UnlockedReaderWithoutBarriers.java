// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress.race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
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

/** The race {@code unlocked-reader@without-barriers}, by what the explorer finds in it; TablesTest writes this file. */
@JCStressTest
@Description("unlocked-reader@without-barriers")
@Outcome(id = "block freed under it, removed", expect = ACCEPTABLE_INTERESTING,
        desc = "Beyond interleavings. Without smp_mb a store may pass the load behind it: each side misses the "
                + "other. Not on x86, where atomic_inc and set_bit are full barriers by themselves.")
@Outcome(id = "block, removed", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(id = "hole, removed", expect = ACCEPTABLE,
        desc = "The explorer finds it.")
@Outcome(expect = FORBIDDEN, desc = "No execution that the explorer knows ends like this.")
@State
public class UnlockedReaderWithoutBarriers {
    private static final Race RACE = Races.named("unlocked-reader@without-barriers");

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

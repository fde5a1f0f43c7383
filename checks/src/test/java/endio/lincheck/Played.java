// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import endio.explore.Followed;
import endio.machine.Program;
import endio.property.Property;
import java.util.List;

/**
 * A run that Lincheck scheduled.
 *
 * @param born each thread, from number 1 on
 * @param steps numbers of who took each operation and each choice
 * @param choices what was chosen, 0 from there on
 * @param alternatives of each choice that there was
 * @param outcome what the program called it
 * @param cut it was ended after too many steps
 */
record Played(List<Born> born, List<Integer> steps, List<Integer> choices, List<Integer> alternatives, String outcome, boolean cut) {

    /** Who made a thread. */
    record Born(int maker, int index) implements Followed.Born {}

    /** The same run by the explorer's machine, which judges it. */
    Followed again(Program program, List<? extends Property> properties) {
        return Followed.run(program, properties, born, steps, choices, cut);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A set of runs behaves as a set of numbers. */
class BlocksTest {

    @Property(seed = "20130904")
    void agreesWithASetOfNumbers(@ForAll @Size(max = 12) List<@IntRange(min = 0, max = 4095) Integer> steps) {
        Blocks blocks = new Blocks();
        Set<Integer> numbers = new TreeSet<>();
        for (int step : steps) {
            int from = step & 15;
            int to = from + (step >> 4 & 7);
            boolean add = (step >> 7 & 1) == 0;
            if (add) {
                blocks.add(from, to);
            } else {
                blocks.remove(from, to);
            }
            for (int n = from; n < to; n++) {
                if (add) {
                    numbers.add(n);
                } else {
                    numbers.remove(n);
                }
            }
        }
        for (int n = 0; n < 24; n++) {
            assertThat(blocks.touches(n, n + 1)).isEqualTo(numbers.contains(n));
        }
        assertThat(blocks.isEmpty()).isEqualTo(numbers.isEmpty());
    }
}

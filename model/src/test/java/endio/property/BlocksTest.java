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
import org.junit.jupiter.api.Test;

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

    private static Blocks of(long from, long to) {
        Blocks blocks = new Blocks();
        blocks.add(from, to);
        return blocks;
    }

    @Test
    void anEmptyRangeChangesNothingAndTouchesNothing() {
        Blocks blocks = of(2, 5);
        blocks.add(3, 3);
        blocks.remove(3, 3);
        blocks.remove(4, 3);
        assertThat(blocks).hasToString("blocks 2-4");
        assertThat(blocks.touches(3, 3)).isFalse();
        assertThat(blocks.touches(4, 3)).isFalse();
    }

    @Test
    void aRunIsTouchedFromItsFirstToItsLastBlock() {
        Blocks blocks = of(2, 5);
        assertThat(blocks.touches(0, 2)).isFalse();
        assertThat(blocks.touches(0, 3)).isTrue();
        assertThat(blocks.touches(4, 9)).isTrue();
        assertThat(blocks.touches(5, 9)).isFalse();
    }

    @Test
    void whatIsKeptIsTheRangeAlone() {
        Blocks blocks = of(2, 9);
        blocks.keep(3, 5);
        assertThat(blocks).hasToString("blocks 3-4");
    }

    @Test
    void setsAreAddedAndTakenAwayAndMeet() {
        Blocks blocks = of(2, 4);
        Blocks others = of(3, 6);
        others.add(8, 9);
        assertThat(blocks.touches(others)).isTrue();
        assertThat(blocks.touches(of(4, 6))).isFalse();
        assertThat(blocks.touches(new Blocks())).isFalse();
        Blocks copy = blocks.copy();
        copy.addAll(others);
        assertThat(copy.touches(5, 6) && copy.touches(8, 9)).isTrue();
        copy.removeAll(others);
        assertThat(copy).hasToString("block 2");
        assertThat(blocks).as("a copy is another set").hasToString("blocks 2-3");
    }

    @Test
    void itIsTextForPeople() {
        Blocks blocks = of(3, 5);
        blocks.add(7, 8);
        assertThat(blocks).hasToString("blocks 3-4, 7");
        assertThat(of(3, 4)).hasToString("block 3");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sample of this module's README. */
class ReadmeTest {

    @Test
    void twoBiosDropAReferenceThatIsNotAtomic() {
        Program program = machine -> {
            Word count = machine.word(new ObjectId("dio", 0), "refcount", 2);
            for (int i = 0; i < 2; i++) {
                machine.spawn(ContextKind.IRQ, "irq/bio" + i, () -> {
                    long left = machine.perform(Op.LOAD, count, 0, 0) - 1;
                    machine.perform(Op.STORE, count, left, 0);
                    if (left == 0) {
                        machine.outcome("completed");
                    }
                });
            }
        };

        Exploration found = Explorer.explore(program, ExploreOptions.DEFAULT);

        assertThat(found.executions()).isEqualTo(4);
        assertThat(found.stuck()).isZero();
        assertThat(found.blocked()).isZero();
        assertThat(found.verdict()).isEqualTo(Exploration.Verdict.COMPLETE);
        assertThat(found.outcomes()).isEqualTo(Map.of("", 2L, "completed", 2L));
    }

    @Test
    void anAtomicDropAlwaysCompletes() {
        Program program = machine -> {
            Word count = machine.word(new ObjectId("dio", 0), "refcount", 2);
            for (int i = 0; i < 2; i++) {
                machine.spawn(ContextKind.IRQ, "irq/bio" + i, () -> {
                    if (machine.perform(Op.ADD_RETURN, count, -1, 0) == 1) {
                        machine.outcome("completed");
                    }
                });
            }
        };

        Exploration found = Explorer.explore(program, ExploreOptions.DEFAULT);

        assertThat(found.outcomes()).isEqualTo(Map.of("completed", 2L));
    }
}

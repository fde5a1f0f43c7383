// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.bench.Litmus;
import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.machine.KernelBug;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;
import org.junit.jupiter.api.Test;

/** Threads without stacks are like any other to the search. */
class StacklessTest {
    private static final ObjectId MEMORY = new ObjectId("memory", 0);

    /** Reads x and writes it. */
    private static Stackless increments(Machine m, Word x) {
        return new Stackless(m) {
            private int counter;

            @Override
            protected boolean goOn(long before) {
                switch (counter++) {
                    case 0 -> will(Op.LOAD_ONCE, x, 0, 0);
                    case 1 -> will(Op.STORE_ONCE, x, before + 1, 0);
                    default -> {
                        return false;
                    }
                }
                return true;
            }
        };
    }

    /** So many that increment x; the first ones without stacks. */
    private static Program increments(int threads, int without) {
        return m -> {
            Word x = m.word(MEMORY, "x", 0);
            for (int i = 0; i < threads; i++) {
                Stackless steps = increments(m, x);
                m.spawn(ContextKind.TASK, "t" + i, i < without ? steps : steps::run);
            }
            m.atEnd(() -> m.outcome(String.valueOf(Litmus.read(m, x))));
        };
    }

    @Test
    void the_search_is_the_same_without_stacks_with_them_and_mixed() {
        Exploration onStacks = Explorer.explore(increments(4, 0), ExploreOptions.DEFAULT);
        assertThat(onStacks.executions()).isEqualTo(576);
        for (int without : new int[] {1, 2, 4}) {
            Exploration found = Explorer.explore(increments(4, without), ExploreOptions.DEFAULT);
            assertThat(found.executions()).isEqualTo(576);
            assertThat(found.blocked()).isZero();
            assertThat(found.steps()).isEqualTo(onStacks.steps());
            assertThat(found.outcomes()).isEqualTo(onStacks.outcomes());
        }
    }

    @Test
    void one_that_waits_is_stuck_with_the_others() {
        Exploration found = Explorer.explore(m -> {
            Word x = m.word(MEMORY, "x", 0);
            m.spawn(ContextKind.TASK, "waits", new Stackless(m) {
                private boolean waited;

                @Override
                protected boolean goOn(long before) {
                    boolean first = !waited;
                    waited = true;
                    will(Op.AWAIT_EQ, x, 1, 0);
                    return first;
                }
            });
            Litmus.thread(m, "writes", () -> Litmus.write(m, x, 2));
        }, ExploreOptions.DEFAULT);
        assertThat(found.stuck()).isEqualTo(1);
        assertThat(found.findings()).singleElement().satisfies(f -> assertThat(f.property()).isEqualTo("deadlock"));
    }

    @Test
    void one_that_crashes_is_a_finding_and_one_that_fails_is_a_fault_of_the_model() {
        Exploration crashed = Explorer.explore(m -> throwing(m, new KernelBug("null pointer")), ExploreOptions.DEFAULT);
        assertThat(crashed.findings()).singleElement().satisfies(f -> assertThat(f.property()).isEqualTo("crash"));
        assertThatThrownBy(() -> Explorer.explore(m -> throwing(m, new IllegalStateException("mine")), ExploreOptions.DEFAULT))
                .isInstanceOf(ModelError.class).hasMessageContaining("mine");
    }

    private static void throwing(Machine m, RuntimeException what) {
        Word x = m.word(MEMORY, "x", 0);
        Litmus.thread(m, "other", () -> Litmus.write(m, x, 1));
        m.spawn(ContextKind.TASK, "throws", new Stackless(m) {
            private int counter;

            @Override
            protected boolean goOn(long before) {
                if (counter++ > 0) {
                    throw what;
                }
                will(Op.LOAD_ONCE, x, 0, 0);
                return true;
            }
        });
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import endio.bench.Litmus;
import endio.event.Event;
import endio.event.LogEvent.Note;
import endio.event.ObjectId;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;
import endio.property.Judge;
import endio.property.Monitor;
import endio.property.Needs;
import endio.property.Property;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One order stands for many, and still nothing that a property looks at is hidden. */
class ReductionTest {
    private static final ObjectId MEMORY = new ObjectId("memory", 0);

    /** "converted" comes before "completed". */
    private static final Property CONVERTED_FIRST = new Order("converted", "completed");

    private record Order(String first, String second) implements Property {
        @Override
        public String id() {
            return "order";
        }

        @Override
        public String title() {
            return "in-order";
        }

        @Override
        public String statement() {
            return first + " before " + second;
        }

        @Override
        public Needs needs() {
            return Needs.TOTAL_ORDER;
        }

        @Override
        public Set<Class<? extends Event>> hears() {
            return Set.of(Note.class);
        }

        @Override
        public Monitor monitor() {
            int[] at = {-1, -1};
            return (position, where, event, judge) -> {
                String text = ((Note) event).text();
                if (text.equals(first)) {
                    at[0] = position;
                } else if (text.equals(second)) {
                    at[1] = position;
                } else {
                    return;
                }
                judge(at, judge);
            };
        }

        private void judge(int[] at, Judge judge) {
            if (at[1] >= 0) {
                judge.judged();
                if (at[0] < 0 || !judge.before(at[0], at[1])) {
                    judge.violated(second + " is not after " + first, at[0] < 0 ? new int[] {at[1]} : at);
                }
            }
        }
    }

    /** Two events in two threads that share nothing: one execution is run, and it happens to have the good order. */
    private static final Program UNORDERED = m -> {
        Litmus.thread(m, "converter", () -> m.say(new Note("converted")));
        Litmus.thread(m, "completer", () -> m.say(new Note("completed")));
    };

    @Test
    void twoEventsWithoutACommonObjectAreShownInTheBadOrder() {
        Exploration found = Explorer.explore(UNORDERED, ExploreOptions.DEFAULT.withProperties(List.of(CONVERTED_FIRST)));
        assertThat(found.executions()).isEqualTo(1);
        assertThat(found.findings()).hasSize(1);
        Finding finding = found.findings().get(0);
        assertThat(finding.inTotalOrder()).isTrue();
        Trace trace = Replay.run(UNORDERED, finding.schedule(), CONVERTED_FIRST);
        assertThat(trace.steps()).extracting(s -> s.event()).containsExactly(new Note("completed"), new Note("converted"));
        assertThat(trace.violates("order")).isTrue();
    }

    /** As above, with work before and after, so that the bad order needs a thread to stop between two events. */
    @Test
    void anEventIsHeldBackAndTheOtherBroughtForwardWithWhatItNeeds() {
        Program program = m -> {
            Word x = m.word(MEMORY, "x", 0);
            Word y = m.word(MEMORY, "y", 0);
            Litmus.thread(m, "converter", () -> {
                Litmus.write(m, x, 1);
                m.say(new Note("begin"));
                m.say(new Note("converted"));
                Litmus.write(m, y, 1);
            });
            Litmus.thread(m, "completer", () -> {
                m.perform(Op.AWAIT_EQ, x, 1, 0);
                m.say(new Note("completed"));
                m.perform(Op.AWAIT_EQ, y, 1, 0);
            });
        };
        Exploration found = Explorer.explore(program, ExploreOptions.DEFAULT.withProperties(List.of(CONVERTED_FIRST)));
        assertThat(found.traces()).isEqualTo(1);
        Finding finding = found.findings().get(0);
        Trace trace = Replay.run(program, finding.schedule(), CONVERTED_FIRST);
        assertThat(trace.violates("order")).isTrue();
        assertThat(trace.switches()).isLessThanOrEqualTo(3);
    }

    @Test
    void orderedEventsAreNoFinding() {
        Program program = m -> {
            Word done = m.word(MEMORY, "done", 0);
            Litmus.thread(m, "converter", () -> {
                m.say(new Note("converted"));
                Litmus.write(m, done, 1);
            });
            Litmus.thread(m, "completer", () -> {
                m.perform(Op.AWAIT_EQ, done, 1, 0);
                m.say(new Note("completed"));
            });
        };
        Exploration found = Explorer.explore(program, ExploreOptions.DEFAULT.withProperties(List.of(CONVERTED_FIRST)));
        assertThat(found.findings()).isEmpty();
        assertThat(found.judged()).containsEntry("order", 1L);
        assertThat(found.complete()).isTrue();
    }

    /** The same, with the store on the wrong side of the event. */
    @Test
    void aPublicationThatComesTooEarlyIsFound() {
        Program program = m -> {
            Word done = m.word(MEMORY, "done", 0);
            Litmus.thread(m, "converter", () -> {
                Litmus.write(m, done, 1);
                m.say(new Note("converted"));
            });
            Litmus.thread(m, "completer", () -> {
                m.perform(Op.AWAIT_EQ, done, 1, 0);
                m.say(new Note("completed"));
            });
        };
        Exploration found = Explorer.explore(program, ExploreOptions.DEFAULT.withProperties(List.of(CONVERTED_FIRST)));
        assertThat(found.findings()).extracting(Finding::property).containsExactly("order");
        assertThat(found.findings().get(0).inTotalOrder()).isTrue();
    }

    /** Events of boot come before those of all threads, and those of the end after. */
    @Test
    void bootComesFirstAndTheEndLast() {
        Program good = m -> {
            m.say(new Note("converted"));
            Litmus.thread(m, "completer", () -> m.say(new Note("completed")));
        };
        Program alsoGood = m -> {
            Litmus.thread(m, "converter", () -> m.say(new Note("converted")));
            m.atEnd(() -> m.say(new Note("completed")));
        };
        ExploreOptions options = ExploreOptions.DEFAULT.withProperties(List.of(CONVERTED_FIRST));
        assertThat(Explorer.explore(good, options).findings()).isEmpty();
        assertThat(Explorer.explore(alsoGood, options).findings()).isEmpty();
    }

    /** What a thread did before it spawned another comes before all that the other does; what it does later does not. */
    @Test
    void aSpawnOrders() {
        ExploreOptions options = ExploreOptions.DEFAULT.withProperties(List.of(CONVERTED_FIRST));
        Program before = m -> Litmus.thread(m, "maker", () -> {
            m.say(new Note("converted"));
            Litmus.thread(m, "made", () -> m.say(new Note("completed")));
        });
        Program after = m -> Litmus.thread(m, "maker", () -> {
            Litmus.thread(m, "made", () -> m.say(new Note("completed")));
            m.say(new Note("converted"));
        });
        assertThat(Explorer.explore(before, options).findings()).isEmpty();
        assertThat(Explorer.explore(after, options).findings()).hasSize(1);
    }
}

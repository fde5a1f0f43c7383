// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import endio.event.ObjectId;
import endio.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Addresses that are given out again, and what a workqueue makes of items that lie there. */
class ReuseTest {
    private static final Faults REUSE = new Faults() {
        @Override
        public boolean happens(Machine machine, String what) {
            return false;
        }

        @Override
        public boolean possible(String what) {
            return what.equals("reuse dio");
        }
    };

    private final OneProcessor machine = new OneProcessor();
    private final Kernel kernel = new Kernel(machine, REUSE);
    private final Slab dios = kernel.slab("dio");

    private static ObjectId there(Slab slab) {
        return Objects.requireNonNull(slab.alloc(0));
    }

    @Test
    void whatWasFreedLastIsGivenOutNextAndOnce() {
        ObjectId first = there(dios);
        ObjectId second = there(dios);
        assertThat(machine.said()).noneMatch(event -> event.startsWith("Reuse"));
        dios.free(first);
        dios.free(second);
        ObjectId third = there(dios);
        assertThat(machine.said()).contains("Reuse[object=dio#2, of=dio#1]");
        assertThat(kernel.address(third)).isSameAs(kernel.address(second));
        there(dios);
        assertThat(machine.said()).noneMatch(event -> event.startsWith("Reuse"));
    }

    @Test
    void noAddressIsGivenOutAgainUnlessItIsAskedFor() {
        Slab others = kernel.slab("io_end");
        ObjectId first = there(others);
        others.free(first);
        there(others);
        assertThat(machine.said()).noneMatch(event -> event.startsWith("Reuse"));
        assertThat(kernel.address(first)).isNull();
    }

    /** The first function frees what its item lies in, and the second item is queued before it returns. */
    @Test
    void anItemAtTheAddressOfOneThatIsExecutedIsRunWhenThatHasReturned() {
        List<String> ran = new ArrayList<>();
        WorkQueue wq = Objects.requireNonNull(kernel.allocWorkqueue("dio", Set.of(), 0, 0));
        ObjectId first = there(dios);
        Work work = new Work(kernel, first, "complete_work", 0);
        work.init(() -> {
            dios.free(first);
            Work next = new Work(kernel, there(dios), "complete_work", 1);
            next.init(() -> ran.add("second"));
            assertThat(WorkQueue.queueWork(kernel, wq, next)).isTrue();
            ran.add("first");
        });
        WorkQueue.queueWork(kernel, wq, work);
        wq.flush();
        wq.drain();
        assertThat(ran).containsExactly("first", "second");
        assertThat(machine.steps()).contains("AWAIT_EQ address#0.runs 1 0");
    }
}

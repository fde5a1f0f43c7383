// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.explore.Finding;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.Work;
import endio.kernel.WorkQueue;
import endio.machine.Machine;
import endio.machine.Program;
import endio.scenario.Catalogue;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the seed commit left open, as far as a search can answer it. */
class SeedQuestionsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    /**
     * One queue for all super blocks, or one for each. A file system lies in a file of another one: its completion writes
     * there and waits for the completion of that, which is deferred as well.
     */
    @ParameterizedTest
    @CsvSource({"true, 1, 1, true", "true, 2, 1, false", "true, 2, 2, true", "true, 3, 2, false", "false, 1, 1, false",
            "false, 1, 2, false"})
    void aQueueForAllIsStuckWhenItsSlotsAreFullOfWaiters(boolean shared, int maxActive, int requests, boolean stuck) {
        Exploration exploration = Explorer.explore(stacked(shared, maxActive, requests), ExploreOptions.DEFAULT);
        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.findings()).extracting(Finding::property).allMatch(Finding.DEADLOCK::equals);
        assertThat(!exploration.findings().isEmpty()).isEqualTo(stuck);
    }

    private static Program stacked(boolean shared, int maxActive, int requests) {
        return machine -> {
            Kernel kernel = new Kernel(machine, Faults.NONE);
            WorkQueue upper = queue(kernel, "upper", maxActive);
            WorkQueue lower = shared ? upper : queue(kernel, "lower", maxActive);
            for (int request = 0; request < requests; request++) {
                completion(machine, kernel, upper, lower, request);
            }
        };
    }

    private static WorkQueue queue(Kernel kernel, String name, int maxActive) {
        return kernel.follow(kernel.allocWorkqueue(name, Set.of(WorkQueue.Flag.MEM_RECLAIM), maxActive, -1), "workqueue",
                "stacked");
    }

    private static void completion(Machine machine, Kernel kernel, WorkQueue upper, WorkQueue lower, int request) {
        Plain written = kernel.plain(new ObjectId("lower", request), "written", 0);
        Work below = new Work(kernel, new ObjectId("lower", request), "complete_work", -1);
        below.init(() -> written.storeRelease(1));
        Work above = new Work(kernel, new ObjectId("upper", request), "complete_work", -1);
        above.init(() -> {
            machine.spawn(ContextKind.IRQ, "irq/lower" + request, () -> WorkQueue.queueWork(kernel, lower, below));
            written.awaitAtLeast(1);
        });
        machine.spawn(ContextKind.IRQ, "irq/upper" + request, () -> WorkQueue.queueWork(kernel, upper, above));
    }

    /** "We save a memory allocation for each direct IO": XFS still makes an ioend, for a synchronous write as well. */
    @ParameterizedTest
    @ValueSource(strings = {"V3_11", "V3_12"})
    void noAllocationIsSavedOnXfs(String generation) {
        assertThat(violated("xfs-sync-write@" + generation)).containsExactly("Q1");
    }

    /** The flag of the buffer head loses no deferral (S20); the pointer in the inode loses conversions (S49), until v4.6. */
    @Test
    void theFlagIsKeptAndThePointerIsNot() {
        assertThat(violated("ext4-overwrite-beside@V3_12")).contains("S49").doesNotContain("S20");
        assertThat(violated("ext4-overwrite-beside@V4_6")).isEmpty();
        assertThat(violated("xfs-aio-unwritten-inline@V3_12")).isEmpty();
        assertThat(Verdicts.of(CATALOGUE.find("xfs-aio-unwritten-inline@V3_12").get(0)).judged("S20")).isPositive();
    }

    private static SortedSet<String> violated(String id) {
        Verdicts verdicts = Verdicts.of(CATALOGUE.find(id).get(0));
        assertThat(verdicts.exploration().complete()).isTrue();
        return verdicts.violated();
    }
}

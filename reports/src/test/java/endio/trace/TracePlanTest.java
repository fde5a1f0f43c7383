// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plan is the list by which the recordings among the resources were made, as far as it is understood. */
class TracePlanTest {
    private static final Map<String, String> RECORDED = Map.of("6.1", "6.1.192", "6.12", "6.12.117", "6.12-rt",
            "6.12.117-rt");

    @Test
    void probesAreThoseOfTheRecordings() {
        RECORDED.forEach((kernel, folder) -> assertThat(Recordings.lines(folder + "/PROBES.txt"))
                .containsAll(new TracePlan("", kernel, List.of()).probes()));
    }

    @Test
    void everyEventOfThePlanIsUnderstoodAndNeededEventsAreInIt() {
        TracePlan all = new TracePlan("", "6.12", List.of());
        for (TraceRule rule : TraceRule.all()) {
            for (TraceRule.Need need : rule.needs()) {
                assertThat(need.anyOf()).as(rule.id()).allMatch(event -> Vocabulary.get().event(event) != null);
                assertThat(all.tracefs()).contains(need.anyOf());
            }
        }
    }

    @Test
    void aPlanForOneFileSystemAndOnePropertyHasOnlyWhatThatNeeds() {
        String plan = new TracePlan("ext4", "6.12", List.of("S1")).tracefs();
        assertThat(plan).contains("ext4_convert_unwritten_extents", "aio_complete_rw", "iomap_dio_rw_ret", "# S1\n")
                .doesNotContain("xfs_", "ocfs2_", "legacy_", "destroy_workqueue", "vfs_fsync_range");
        assertThat(new TracePlan("vfat", "6.1", List.of("S7")).tracefs()).contains("legacy_inode_dio_end")
                .doesNotContain("iomap");
    }

    @Test
    void otherToolsRecordTheSame() {
        TracePlan plan = new TracePlan("ext4", "6.12", List.of());
        assertThat(plan.traceCmd()).contains("trace-cmd record", "-e workqueue:workqueue_queue_work", "-e aio");
        assertThat(plan.bpftrace()).contains("BEGIN { printf(\"# tracer: bpftrace\\n\"); }",
                "kprobe:iomap_dio_complete {", "reg(\"r14\")", "kretprobe:iomap_dio_rw {",
                        "tracepoint:workqueue:workqueue_queue_work {",
                "ksym(*(uint64*)((uint64)arg0 + 56))").doesNotContain("{f_inode}", "{iomap");
    }

    @Test
    void whatIsNotKnownIsRefusedWithWhatIs() {
        assertThatThrownBy(() -> new TracePlan("", "5.4", List.of())).hasMessageContaining("6.1, 6.12, 6.12-rt");
        assertThatThrownBy(() -> new TracePlan("nfs", "6.1", List.of())).hasMessageContaining("ext4");
        assertThatThrownBy(() -> new TracePlan("", "6.1", List.of("S13"))).hasMessageContaining("it can show S1");
    }
}

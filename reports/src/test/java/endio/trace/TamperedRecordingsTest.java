// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import static org.assertj.core.api.Assertions.assertThat;

import endio.trace.TraceReport.Verdict;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Recordings in which something was put where no kernel should have it. Each shows one violation: of the property
 * meant, at
 * the line meant, and of no other except by the same events.
 */
class TamperedRecordingsTest {
    private static final String SINGLE = "6.1.192/ext4-unwritten-single.ftrace.txt";
    private static final String SINGLE_612 = "6.12.117/ext4-unwritten-single.ftrace.txt";
    private static final String RT = "6.12.117-rt/ext4-unwritten-single.ftrace.txt";
    private static final String XFS = "6.1.192/xfs-unwritten-single.ftrace.txt";
    private static final String FAST = "6.1.192/ext4-unwritten-single-fast.ftrace.txt";
    private static final String BIOS = "6.1.192/ext4-fragmented-multibio.ftrace.txt";
    private static final String ODSYNC = "6.1.192/ext4-unwritten-odsync.ftrace.txt";
    private static final String ERROR = "6.1.192/ext4-error-merged.ftrace.txt";
    private static final String TRUNCATE = "6.1.192/ext4-truncate-race.ftrace.txt";
    private static final String PUNCH = "6.1.192/ext4-punch-race.ftrace.txt";
    private static final String TRUNCATE_XFS = "6.12.117/xfs-truncate-race.ftrace.txt";
    private static final String TRUNCATE_VFAT = "6.12.117/vfat-truncate-race.ftrace.txt";
    private static final String UMOUNT = "6.12.117/ext4-umount.ftrace.txt";
    private static final String UMOUNT_VFAT = "6.1.192/vfat-umount.ftrace.txt";
    private static final String VFAT = "6.12.117/vfat-overwrite.ftrace.txt";
    private static final String VFAT_ODSYNC = "6.12.117/vfat-overwrite-odsync.ftrace.txt";
    private static final String OCFS2 = "6.1.192/ocfs2-unwritten-single.ftrace.txt";
    private static final String OCFS2_MULTI = "6.12.117/ocfs2-unwritten-multi.ftrace.txt";
    private static final String OCFS2_ERROR = "6.1.192/ocfs2-error-unwritten.ftrace.txt";
    private static final String CONVERT = "ext4_convert_unwritten_extents: ";
    private static final String CONVERTED = "ext4_convert_unwritten_extents_ret: ";
    private static final String DONE = "iomap_inode_dio_end: ";
    private static final String COMPLETE = "aio_complete_rw: ";
    private static final String STARTS = "workqueue_execute_start: *iomap_dio_complete_work";
    private static final String RING = "aio_complete: ";

    private static DynamicTest shows(String property, String what, Tampered t, int line) {
        return DynamicTest.dynamicTest(property + " " + what, () -> {
            TraceReport report = Recordings.check(t.lines());
            assertThat(report.problems()).isEmpty();
            assertThat(report.findings()).as("findings").extracting(f -> f.property() + " line " + f.line())
                    .containsExactly(property + " line " + line);
            assertThat(report.properties()).filteredOn(p -> p.verdict() == Verdict.VIOLATED && !p.id().equals(property))
                    .as("nothing else, but by the same events")
                            .allSatisfy(p -> assertThat(p.under()).containsExactly(property));
        });
    }

    private static Tampered t(String recording, Consumer<Tampered> change) {
        Tampered t = Tampered.of(recording);
        change.accept(t);
        return t;
    }

    private static DynamicTest test(String property, String what, String recording, Consumer<Tampered> change,
            String event, int n) {
        Tampered t = t(recording, change);
        return shows(property, what, t, t.line(event, n));
    }

    private static int conversion(String recording) {
        Tampered t = Tampered.of(recording);
        return t.line(CONVERTED, 0) - t.line(CONVERT, 0) + 1;
    }

    @TestFactory
    Stream<DynamicTest> completionAndConversion() {
        int n = conversion(SINGLE);
        return Stream.of(
                test("S1", "completion before conversion", SINGLE,
                        t -> t.before(COMPLETE, 0, 2, CONVERT, 0), COMPLETE, 0),
                test("S1", "completion inside conversion", SINGLE,
                        t -> t.before(COMPLETE, 0, 2, CONVERTED, 0), COMPLETE, 0),
                test("S1", "conversion after completion", SINGLE,
                        t -> t.after(CONVERT, 0, n, RING, 0), COMPLETE, 0),
                test("S1", "conversion after the work", SINGLE_612,
                        t -> t.after(CONVERT, 0, conversion(SINGLE_612), "workqueue_execute_end: ", 0), COMPLETE, 0),
                test("S1", "completion before conversion, xfs", XFS,
                        t -> t.before(COMPLETE, 0, 2, "xfs_iomap_write_unwritten: ", 0), COMPLETE, 0),
                test("S1", "completion before conversion, ocfs2", OCFS2,
                        t -> t.before(COMPLETE, 0, 2, "ocfs2_dio_end_io_write: ", 0), COMPLETE, 0),
                test("S1", "completion before conversion, PREEMPT_RT", RT,
                        t -> t.before(COMPLETE, 0, 2, CONVERT, 0), COMPLETE, 0),
                test("S1", "the core's caller completes before conversion", FAST,
                        t -> t.before(COMPLETE, 0, 2, CONVERT, 0), COMPLETE, 0),
                test("S1", "one of many is not converted", TRUNCATE,
                        t -> t.without(CONVERT, 3, CONVERTED, 3), COMPLETE, 3),
                test("S8", "conversion after the count's decrement", SINGLE,
                        t -> t.after(CONVERT, 0, n, DONE, 0), DONE, 0),
                test("S8", "the count's decrement before the conversion", XFS,
                        t -> t.before(DONE, 0, 1, "xfs_iomap_write_unwritten: ", 0), DONE, 0),
                test("S7", "completion before the count's decrement", SINGLE,
                        t -> t.before(COMPLETE, 0, 2, DONE, 0), COMPLETE, 0),
                test("S7", "the count's decrement after completion", SINGLE_612,
                        t -> t.after(DONE, 0, 1, RING, 0), COMPLETE, 0),
                test("S7", "completion before the count's decrement, legacy, in the interrupt", VFAT,
                        t -> t.before(COMPLETE, 1, 2, "legacy_inode_dio_end: ", 1), COMPLETE, 1),
                test("S2", "conversion with the flags of an interrupt", SINGLE,
                        t -> t.edit(CONVERT, 0, "\\] \\.\\.\\.\\.\\. ", "] d.h1. "), CONVERT, 0),
                test("S2", "conversion with preemption off", SINGLE_612,
                        t -> t.edit(CONVERT, 0, "\\] \\.\\.\\.\\.\\. ", "] ...1. "), CONVERT, 0),
                test("S2", "conversion in the interrupt, ocfs2", OCFS2,
                        t -> t.edit("ocfs2_mark_extent_written: ", 0, "\\] \\.\\.\\.\\.\\. ", "] d.s2. "),
                        "ocfs2_mark_extent_written: ", 0),
                test("S2", "conversion by an interrupt thread", RT,
                        t -> t.edit(CONVERT, 0, "kworker/0:2-59 ", "irq/25-virtio1--156 ")
                                .edit(CONVERT, 0, "\\] \\.\\.\\.\\.\\. ", "] b...3 "),
                        CONVERT, 0),
                test("S25", "a bio ends after the conversion has begun", BIOS,
                        t -> t.after("iomap_dio_bio_end_io: ", 2, 1, CONVERT, 0), CONVERT, 0));
    }

    @TestFactory
    Stream<DynamicTest> counts() {
        return Stream.of(
                test("S4", "completed twice", SINGLE, t -> t.twice(COMPLETE, 0), COMPLETE, 1),
                test("S4", "two events in the ring", SINGLE_612, t -> t.twice(RING, 0), RING, 1),
                test("S4", "completed again after the kiocb is freed", XFS,
                        t -> t.again(COMPLETE, 0, "workqueue_execute_end: ", 0), COMPLETE, 1),
                test("S4", "completed twice by the core's caller", FAST, t -> t.twice(COMPLETE, 0), COMPLETE, 1),
                test("S4", "completed twice, legacy", VFAT, t -> t.twice(COMPLETE, 1), COMPLETE, 2),
                test("S6", "count lowered twice", SINGLE, t -> t.twice(DONE, 0), DONE, 1),
                test("S6", "count lowered twice while others are in flight", TRUNCATE, t -> t.twice(DONE, 4), DONE, 5),
                test("S6", "count lowered twice, legacy", VFAT,
                        t -> t.twice("legacy_inode_dio_end: ", 1), "legacy_inode_dio_end: ", 2),
                test("S6", "count never lowered", TRUNCATE, t -> t.without(DONE, 2, 1), "iomap_inode_dio_begin: ", 2),
                test("S9", "a bio ends twice", BIOS, t -> t.twice("iomap_dio_bio_end_io: ", 1),
                        "iomap_dio_bio_end_io: ", 2),
                test("S9", "the last bio ends twice", SINGLE,
                        t -> t.twice("iomap_dio_bio_end_io: ", 0), "iomap_dio_bio_end_io: ", 1),
                test("S9", "a bio ends after the last reference was dropped", BIOS,
                        t -> t.after("iomap_dio_bio_end_io: ", 1, 1, "workqueue_queue_work: ", 0),
                                "iomap_dio_bio_end_io: ", 4),
                test("S9", "a bio ends after the last reference was dropped, legacy", OCFS2_MULTI,
                        t -> t.twice("dio_bio_end_aio: ", 1), "dio_bio_end_aio: ", 2),
                test("S11", "queued twice", SINGLE, t -> t.twice("workqueue_queue_work: ", 0),
                        "workqueue_queue_work: ", 1),
                test("S11", "run twice", SINGLE_612,
                        t -> t.again(STARTS, 0, RING, 0), STARTS, 1),
                test("S11", "completed twice by the core", XFS,
                        t -> t.twice("iomap_dio_complete_k: ", 0), "iomap_dio_complete_k: ", 1));
    }

    @TestFactory
    Stream<DynamicTest> liveness() {
        return Stream.of(
                test("L4", "work queued and never run", SINGLE,
                        t -> t.without("workqueue_execute_start: ", 0, "workqueue_execute_end: ", 0),
                                "workqueue_queue_work: ", 0),
                test("L4", "one of many works never run", TRUNCATE_XFS,
                        t -> t.without(STARTS, 2, "workqueue_execute_end: *iomap_dio_complete_work", 2),
                        "workqueue_queue_work: *iomap_dio_complete_work", 2),
                test("L4", "work queued and never run, legacy", OCFS2,
                        t -> t.without("workqueue_execute_start: *dio_aio_complete_work", 0,
                                "workqueue_execute_end: *dio_aio_complete_work", 0), "workqueue_queue_work: ", 0),
                test("L1", "never completed", TRUNCATE, t -> t.without(COMPLETE, 5, 2), "iomap_dio_rw: ", 5),
                test("L1", "never put into the ring", TRUNCATE, t -> t.without(RING, 5, 1), "iomap_dio_rw: ", 5),
                test("L1", "never completed by the core's caller", "6.1.192/ext4-extend.ftrace.txt",
                        t -> t.without(COMPLETE, 1, 2), "iomap_dio_rw: ", 1),
                test("L3", "a waiter is not woken", TRUNCATE_XFS,
                        t -> t.without("inode_dio_wait_ret: ", 0, 1)
                                .insert(t.text("inode_dio_wait: ", 0), "iomap_dio_rw: ", 0)
                                .insert("inode_dio_wait_ret: (ext4_file_write_iter+0x0/0x10 <- inode_dio_wait)",
                                        "iomap_dio_rw: ", 0),
                        "inode_dio_wait: ", 1));
    }

    @TestFactory
    Stream<DynamicTest> lifeTimes() {
        return Stream.of(
                test("S12", "dio freed before it is completed", SINGLE,
                        t -> t.before("kfree: ", 0, 1, "iomap_dio_complete_k: ", 0), "iomap_dio_complete_k: ", 0),
                test("S12", "dio freed before the count's decrement", XFS, t -> t.before("kfree: ", 0, 1, DONE, 0),
                        DONE, 0),
                test("S12", "dio freed too early, legacy", VFAT,
                        t -> t.before("kmem_cache_free: call_site=dio_complete+0xf7", 1, 1, "legacy_inode_dio_end: ",
                                1),
                        "legacy_inode_dio_end: ", 1),
                test("S12", "the submitter touches the dio after its completion", SINGLE,
                        t -> t.after("iomap_dio_submit_put: ", 0, 1, "workqueue_execute_end: ", 0),
                                "iomap_dio_submit_put: ", 0),
                test("S16", "queued on a queue that is destroyed", UMOUNT,
                        t -> t.before("destroy_workqueue: ", 0, 2, "workqueue_queue_work: *iomap_dio_complete_work", 3),
                        "workqueue_queue_work: *iomap_dio_complete_work", 3),
                test("S18", "two queues of one mount", UMOUNT_VFAT,
                        t -> t.again("sb_init_dio_done_wq_ret: ", 0, "blockdev_direct_IO_ret: ", 0)
                                .again("sb_init_dio_done_wq: ", 0, "blockdev_direct_IO_ret: ", 0),
                        "sb_init_dio_done_wq_ret: ", 1),
                test("S36", "put_super before the queue is destroyed", UMOUNT,
                        t -> t.before("ext4_put_super: ", 0, 1, "destroy_workqueue: ", 0), "ext4_put_super: ", 0),
                test("L9", "the destruction of the queue never ends", UMOUNT,
                        t -> t.without("destroy_workqueue_ret: ", 0, "ext4_put_super: ", 0), "destroy_workqueue: ", 0));
    }

    @TestFactory
    Stream<DynamicTest> removals() {
        int wait = 0;
        return Stream.of(
                test("S29", "truncate inside a request, xfs", TRUNCATE_XFS,
                        t -> t.before("inode_dio_wait_ret: ", wait, 2, DONE, 3), "inode_dio_wait_ret: ", 0),
                test("S29", "truncate inside a request, vfat", TRUNCATE_VFAT,
                        t -> t.before("inode_dio_wait_ret: ", wait, 2, "legacy_inode_dio_end: ", 6),
                                "inode_dio_wait_ret: ", 0),
                test("S29", "hole punched inside a request", PUNCH,
                        t -> t.before("inode_dio_wait_ret: ", wait, 1, CONVERT, 2), "inode_dio_wait_ret: ", 0),
                test("S29", "truncate inside a request, ext4, without waiting", TRUNCATE,
                        t -> t.before("ext4_truncate: ", 0, 26, DONE, 7), "ext4_truncate: ", 0));
    }

    @TestFactory
    Stream<DynamicTest> values() {
        return Stream.of(
                test("S5", "returns a count and a bio completes", SINGLE,
                        t -> t.edit("iomap_dio_rw_ret: ", 0, "ret=-529", "ret=4096"), "iomap_dio_rw_ret: ", 0),
                test("S5", "returns queued and completes itself", "6.1.192/ext4-overwrite-fast.ftrace.txt",
                        t -> t.edit("iomap_dio_rw_ret: ", 0, "ret=8192", "ret=-529"), "iomap_dio_rw_ret: ", 0),
                test("S46", "completed with more than was written", SINGLE,
                        t -> t.edit(COMPLETE, 0, "res=4096", "res=8192"), COMPLETE, 0),
                test("S46", "completed with less than was written", XFS,
                        t -> t.edit(COMPLETE, 0, "res=4096", "res=2048"), COMPLETE, 0),
                test("S22", "a failed bio and a good result", ERROR,
                        t -> t.edit(COMPLETE, 1, "res=-5", "res=0"), COMPLETE, 1),
                test("S23", "a failed write is converted", SINGLE,
                        t -> t.edit("iomap_dio_bio_end_io: ", 0, "status=0", "status=10"), CONVERTED, 0),
                test("S23", "a failed write is converted, ocfs2", OCFS2_ERROR,
                        t -> t.insert(t.text("ocfs2_mark_extent_written_ret: ", 0), "ocfs2_dio_end_io_ret: ", 0)
                                .insert(t.text("ocfs2_mark_extent_written: ", 0), "ocfs2_mark_extent_written_ret: ", 0),
                        "ocfs2_mark_extent_written_ret: ", 0),
                test("S26", "flushed after the completion", ODSYNC,
                        t -> t.after("vfs_fsync_range: ", 0,
                                t.line("vfs_fsync_range_ret: ", 0) - t.line("vfs_fsync_range: ", 0) + 1,
                                RING, 0), COMPLETE, 0),
                test("S26", "completed before the flush, legacy", VFAT_ODSYNC,
                        t -> t.before(COMPLETE, 0, 2, "vfs_fsync_range: ", 0), COMPLETE, 0),
                test("S26", "flush without an end before the completion", "6.1.192/xfs-unwritten-odsync.ftrace.txt",
                        t -> t.after("vfs_fsync_range_ret: ", 0, 1, RING, 0), COMPLETE, 0),
                test("S26", "flushed before the conversion", ODSYNC,
                        t -> t.before("vfs_fsync_range: ", 0,
                                t.line("vfs_fsync_range_ret: ", 0) - t.line("vfs_fsync_range: ", 0) + 1,
                                CONVERT, 0), "vfs_fsync_range_ret: ", 0),
                test("S3", "flush in an interrupt", VFAT_ODSYNC,
                        t -> t.edit("vfs_fsync_range: ", 0, "\\] \\.\\.\\.\\.\\. ", "] d.h2. "), "vfs_fsync_range: ",
                                0),
                test("S20", "deferral asked for and completed in the interrupt", VFAT,
                        t -> t.edit("dio_bio_end_aio: ", 0, "defer=0", "defer=1")
                                .edit("dio_complete: ", 0, "defer=0", "defer=1"),
                        COMPLETE, 0));
    }

    @TestFactory
    Stream<DynamicTest> otherRenderings() {
        return Stream.of("format-tgid", "format-noirqinfo").map(format -> test("S6", "in " + format,
                "6.1.192/" + format + ".ext4-unwritten-threads.ftrace.txt", t -> t.twice(DONE, 4), DONE, 5));
    }

    /**
     * A script that moves lines and leaves their time stamps: the violation is found, and nothing is called
     * consistent.
     */
    @org.junit.jupiter.api.Test
    void timeThatGoesBackwardsHidesNoViolation() {
        List<String> lines = new java.util.ArrayList<>(Recordings.lines(SINGLE));
        Tampered t = Tampered.of(SINGLE);
        String moved = lines.remove(t.at(COMPLETE, 0));
        lines.add(t.at(CONVERT, 0), moved);
        TraceReport report = Recordings.check(lines);
        assertThat(report.findings()).extracting(TraceFinding::property).containsExactly("S1");
        assertThat(report.problems()).first().asString().contains("time goes backwards");
        assertThat(report.properties()).noneMatch(p -> p.verdict() == Verdict.CONSISTENT);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import static org.assertj.core.api.Assertions.assertThat;

import endio.trace.TraceReport.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * More recordings that were tampered with: of other file systems and kernels, in other renderings, in the first and in
 * the last request, with two faults, with addresses that are used again, and with events lost or times equal near by.
 */
class StrangerRecordingsTest {
    private static final String DONE = "iomap_inode_dio_end: ";
    private static final String LEGACY_DONE = "legacy_inode_dio_end: ";
    private static final String COMPLETE = "aio_complete_rw: ";
    private static final String CONVERT = "ext4_convert_unwritten_extents: ";
    private static final String CONVERTED = "ext4_convert_unwritten_extents_ret: ";
    private static final String XFS_CONVERT = "xfs_iomap_write_unwritten: ";
    private static final String SYNC = "vfs_fsync_range: ";
    private static final String SYNCED = "vfs_fsync_range_ret: ";
    private static final String END = "iomap_dio_bio_end_io: ";
    private static final String QUEUE = "workqueue_queue_work: ";

    private static String is(String property, Tampered t, String event, int n) {
        return property + " line " + t.line(event, n);
    }

    private static DynamicTest test(String what, String recording, Consumer<Tampered> change, String... found) {
        return DynamicTest.dynamicTest(what + " in " + recording, () -> {
            Tampered t = Tampered.of(recording + ".ftrace.txt");
            change.accept(t);
            TraceReport report = Recordings.check(t.lines());
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < found.length; i += 3) {
                expected.add(is(found[i], t, found[i + 1], Integer.parseInt(found[i + 2])));
            }
            assertThat(report.problems()).isEmpty();
            assertThat(report.findings()).as("findings").extracting(f -> f.property() + " line " + f.line())
                    .containsExactlyInAnyOrderElementsOf(expected);
            List<String> properties = expected.stream().map(e -> e.substring(0, e.indexOf(' '))).toList();
            assertThat(report.properties()).filteredOn(p -> p.verdict() == Verdict.VIOLATED && !properties.contains(p.id()))
                    .as("nothing else, but by the same events").allSatisfy(p -> assertThat(properties).containsAll(p.under()));
        });
    }

    private static int sync(Tampered t, int n) {
        return t.line(SYNCED, n) - t.line(SYNC, n) + 1;
    }

    @TestFactory
    Stream<DynamicTest> fileSystemsAndKernels() {
        return Stream.of(
                test("completed twice", "6.12.117-rt/vfat-overwrite", t -> t.twice(COMPLETE, 0), "S4", COMPLETE, "1"),
                test("count lowered twice", "6.12.117-rt/ext4-read", t -> t.twice(DONE, 1), "S6", DONE, "2"),
                test("completed before the flush", "6.12.117-rt/vfat-overwrite-odsync",
                        t -> t.before(COMPLETE, 0, 2, SYNC, 0), "S26", COMPLETE, "0"),
                test("flushed after the completion", "6.12.117-rt/ext4-unwritten-odsync",
                        t -> t.after(SYNC, 0, sync(t, 0), "aio_complete: ", 0), "S26", COMPLETE, "0"),
                test("count lowered before the conversion", "6.12.117-rt/xfs-unwritten-single",
                        t -> t.before(DONE, 0, 1, XFS_CONVERT, 0), "S8", DONE, "0"),
                test("completed twice", "6.12.117/exfat-overwrite-odsync", t -> t.twice(COMPLETE, 1), "S4", COMPLETE, "2"),
                test("completed before the flush", "6.12.117/exfat-overwrite-odsync",
                        t -> t.before(COMPLETE, 1, 2, SYNC, 1), "S26", COMPLETE, "0"),
                test("completed before the count's decrement", "6.1.192/jfs-overwrite",
                        t -> t.before(COMPLETE, 0, 2, LEGACY_DONE, 0), "S7", COMPLETE, "0"),
                test("more than was written", "6.1.192/jfs-overwrite",
                        t -> t.edit(COMPLETE, 1, "res=\\d+", "res=123456"), "S46", COMPLETE, "1"),
                test("completed before the flush is over", "6.12.117/ext2-overwrite-odsync",
                        t -> t.before(COMPLETE, 0, 2, SYNCED, 0), "S26", COMPLETE, "0"),
                test("a bio ends twice", "6.1.192/ext2-overwrite", t -> t.twice(END, 1), "S9", END, "2"),
                test("completed before conversion", "6.1.192/xfs-unwritten-threads",
                        t -> t.before(COMPLETE, 0, 2, XFS_CONVERT, 0), "S1", COMPLETE, "0"),
                test("a read that is short of its bytes", "6.12.117/xfs-read",
                        t -> t.edit(COMPLETE, 0, "res=\\d+", "res=512"), "S46", COMPLETE, "0"),
                test("a read's count lowered twice", "6.12.117/vfat-read", t -> t.twice(LEGACY_DONE, 0), "S6", LEGACY_DONE, "1"),
                test("completed twice", "6.12.117/ocfs2-overwrite", t -> t.twice(COMPLETE, 0), "S4", COMPLETE, "1"),
                test("completed before the last extent is written", "6.12.117/ocfs2-unwritten-multi",
                        t -> t.before(COMPLETE, 0, 2, "ocfs2_mark_extent_written_ret: ", 0), "S1", COMPLETE, "0"),
                test("queued twice", "6.1.192/vfat-mixed-buffered", t -> t.twice(QUEUE, 0), "S11", QUEUE, "1"));
    }

    @TestFactory
    Stream<DynamicTest> firstAndLastRequests() {
        return Stream.of(
                test("count lowered twice in the first", "6.1.192/ext4-truncate-race", t -> t.twice(DONE, 0), "S6", DONE, "1"),
                test("count lowered twice in the last", "6.1.192/ext4-truncate-race", t -> t.twice(DONE, 11), "S6", DONE, "12"),
                test("completed twice, the last", "6.1.192/ext4-unwritten-threads", t -> t.twice(COMPLETE, 11), "S4", COMPLETE, "12"),
                test("the last is not converted", "6.1.192/ext4-unwritten-threads",
                        t -> t.without(CONVERT, 11, CONVERTED, 11), "S1", COMPLETE, "11"),
                test("the first returns a count", "6.1.192/ext4-unwritten-threads",
                        t -> t.edit("iomap_dio_rw_ret: ", 0, "ret=-529", "ret=16384"), "S5", "iomap_dio_rw_ret: ", "0"),
                test("the last bio of the last request ends twice", "6.12.117/xfs-truncate-race",
                        t -> t.twice(END, 7), "S9", END, "8"));
    }

    @TestFactory
    Stream<DynamicTest> twoFaults() {
        return Stream.of(
                test("completed twice, and another one's count lowered twice", "6.1.192/ext4-unwritten-threads",
                        t -> t.twice(COMPLETE, 2).twice(DONE, 6), "S4", COMPLETE, "3", "S6", DONE, "7"),
                test("one completed too soon, one with a wrong result", "6.12.117/ext4-hole-fill",
                        t -> t.before(COMPLETE, 0, 2, CONVERT, 0).edit(COMPLETE, 1, "res=\\d+", "res=1"),
                        "S1", COMPLETE, "0", "S46", COMPLETE, "1"),
                test("the same twice", "6.1.192/vfat-overwrite",
                        t -> t.twice(COMPLETE, 0).twice(COMPLETE, 3), "S4", COMPLETE, "1", "S4", COMPLETE, "4"),
                test("flushed too late and completed twice", "6.1.192/vfat-umount",
                        t -> t.before(COMPLETE, 0, 2, SYNC, 0).twice(COMPLETE, 2), "S26", COMPLETE, "0", "S4", COMPLETE, "3"));
    }

    @TestFactory
    Stream<DynamicTest> otherRenderings() {
        return Stream.of(
                test("completed twice", "6.1.192/format-tgid.ext4-unwritten-threads", t -> t.twice(COMPLETE, 3), "S4", COMPLETE, "4"),
                test("completed too soon", "6.1.192/format-noirqinfo.ext4-unwritten-threads",
                        t -> t.before(COMPLETE, 0, 2, CONVERT, 0), "S1", COMPLETE, "0"),
                test("completed too soon", "6.1.192/quirk-nohash-ptr.ext4-unwritten-single",
                        t -> t.before(COMPLETE, 0, 2, CONVERT, 0), "S1", COMPLETE, "0"),
                test("count lowered twice", "6.1.192/quirk-nohash-ptr.ext4-unwritten-single", t -> t.twice(DONE, 0), "S6", DONE, "1"));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * Pages that are read, written and flushed through the page cache beside direct I/O, and blocks that are allocated or
 * taken away there, on every file system that has that: what ext4's families ask of ext4.
 */
public final class PageScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        all.addAll(plain());
        all.addAll(xfs());
        all.addAll(ocfs2());
        return all;
    }

    private static List<Scenario> plain() {
        return List.of(
                on("pages-buffered-read", "a read through the page cache beside an asynchronous write", Mount.Type.PLAIN)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.BufferedRead(0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                on("pages-buffered-write", "a page of the range is written through the page cache", Mount.Type.PLAIN)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.BufferedWrite(0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                on("pages-buffered-write-read", "the same beside a direct read", Mount.Type.PLAIN)
                        .written(0, 1).syncRead(0, 1).actor(new Actor.BufferedWrite(0)).build(),
                on("pages-writeback", "a flusher writes a page beside a direct write of another one", Mount.Type.PLAIN)
                        .written(0, 2).dirty(1).aioWrite(0, 1).actor(new Actor.Writeback(1, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                on("pages-writeback-same", "a flusher writes a page of the range", Mount.Type.PLAIN)
                        .written(0, 1).dirty(0).aioWrite(0, 1).actor(new Actor.Writeback(0, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                on("pages-writeback-truncate", "truncate waits for a flusher", Mount.Type.PLAIN)
                        .written(0, 1).dirty(0).actor(new Actor.Writeback(0, 1)).actor(new Actor.Truncate(0)).build(),
                on("pages-fsync", "fsync writes a page beside a direct write of another one", Mount.Type.PLAIN)
                        .written(0, 2).dirty(1).aioWrite(0, 1).actor(new Actor.Fsync())
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build());
    }

    private static List<Scenario> xfs() {
        return List.of(
                on("xfs-buffered-read", "a read through the page cache beside a write of an unwritten block", Mount.Type.XFS)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.BufferedRead(0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                on("xfs-buffered-write", "a page of the range is written through the page cache", Mount.Type.XFS)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.BufferedWrite(0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                on("xfs-buffered-write-unwritten", "the same over an unwritten block", Mount.Type.XFS)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.BufferedWrite(0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                on("xfs-buffered-write-read", "a page is written beside a direct read of it", Mount.Type.XFS)
                        .unwritten(0, 1).syncRead(0, 1).actor(new Actor.BufferedWrite(0)).build(),
                on("xfs-writeback", "writeback of an unwritten block", Mount.Type.XFS)
                        .unwritten(0, 1).dirty(0).actor(new Actor.Writeback(0, 1)).build(),
                on("xfs-writeback-two", "writeback of two unwritten blocks, whose bios may fail", Mount.Type.XFS)
                        .unwritten(0, 2).dirty(0).dirty(1).errors(1).actor(new Actor.Writeback(0, 2)).build(),
                on("xfs-writeback-hole", "writeback of a page whose block was only promised", Mount.Type.XFS)
                        .dirty(0).actor(new Actor.Writeback(0, 1)).build(),
                on("xfs-writeback-beside", "writeback of an unwritten block beside a direct write of another one",
                        Mount.Type.XFS)
                        .unwritten(0, 2).dirty(1).aioWrite(0, 1).actor(new Actor.Writeback(1, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                on("xfs-writeback-same", "writeback of a page of the range", Mount.Type.XFS)
                        .unwritten(0, 1).dirty(0).aioWrite(0, 1).actor(new Actor.Writeback(0, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                on("xfs-writeback-fsync", "fsync writes a page and waits for its conversion", Mount.Type.XFS)
                        .unwritten(0, 1).dirty(0).actor(new Actor.Fsync()).actor(new Actor.Writeback(0, 1)).build(),
                on("xfs-writeback-truncate", "truncate waits for the conversion of writeback", Mount.Type.XFS)
                        .unwritten(0, 1).dirty(0).actor(new Actor.Writeback(0, 1)).actor(new Actor.Truncate(0)).build(),
                on("xfs-writeback-punch", "hole punching waits for the conversion of writeback", Mount.Type.XFS)
                        .unwritten(0, 1).dirty(0).actor(new Actor.Writeback(0, 1)).actor(new Actor.PunchHole(0, 1)).build(),
                on("xfs-punch-written", "a hole is punched beside an asynchronous overwrite", Mount.Type.XFS)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.PunchHole(0, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                on("xfs-fallocate-unwritten", "fallocate beside a write of an unwritten block", Mount.Type.XFS)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Fallocate(0, 2))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build());
    }

    private static List<Scenario> ocfs2() {
        return List.of(
                on("ocfs2-buffered-read", "a read through the page cache beside a write of an unwritten block",
                        Mount.Type.OCFS2)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.BufferedRead(0))
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").build(),
                on("ocfs2-buffered-write", "a page of the range is written through the page cache", Mount.Type.OCFS2)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.BufferedWrite(0)).build(),
                on("ocfs2-buffered-write-unwritten", "the same over an unwritten block", Mount.Type.OCFS2)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.BufferedWrite(0))
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").build(),
                on("ocfs2-buffered-write-read", "a page is written beside a direct read of it", Mount.Type.OCFS2)
                        .unwritten(0, 1).syncRead(0, 1).actor(new Actor.BufferedWrite(0)).build(),
                on("ocfs2-writeback", "a flusher writes a page beside a direct write of another one", Mount.Type.OCFS2)
                        .written(0, 2).dirty(1).aioWrite(0, 1).actor(new Actor.Writeback(1, 1)).build(),
                on("ocfs2-writeback-unwritten", "the same beside a direct write of an unwritten block", Mount.Type.OCFS2)
                        .unwritten(0, 1).written(1, 1).dirty(1).aioWrite(0, 1).actor(new Actor.Writeback(1, 1))
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").build(),
                on("ocfs2-writeback-same", "a flusher writes a page of the range", Mount.Type.OCFS2)
                        .written(0, 1).dirty(0).aioWrite(0, 1).actor(new Actor.Writeback(0, 1)).build(),
                on("ocfs2-writeback-truncate", "truncate waits for a flusher", Mount.Type.OCFS2)
                        .written(0, 1).dirty(0).actor(new Actor.Writeback(0, 1)).actor(new Actor.Truncate(0)).build(),
                on("ocfs2-fallocate", "fallocate beside an asynchronous write into a hole", Mount.Type.OCFS2)
                        .aioWrite(0, 1).actor(new Actor.Fallocate(0, 1))
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").build(),
                on("ocfs2-fallocate-unwritten", "fallocate beside a write of an unwritten block", Mount.Type.OCFS2)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Fallocate(0, 2))
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").build(),
                on("ocfs2-unwritten-punch", "a hole is punched beside a write of an unwritten block", Mount.Type.OCFS2)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.PunchHole(0, 1))
                        .violates(Hazard.OCFS2_I_MUTEX, "S41")
                        .violates(Hazard.OCFS2_PUNCH.in("V4_6", "V4_15", "V5_3"), "S29")
                        .violates(Hazard.OCFS2_ERROR_DROPPED, "S1", "S22", "S49")
                        .violates(Hazard.ERROR_REPLACED, "S1", "S22", "S49").build(),
                on("cache-ocfs2-unwritten", "readahead of an unwritten block of OCFS2", Mount.Type.OCFS2)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").violates(Hazard.H4.in("V4_6"), "S35").build(),
                on("freeze-ocfs2", "freezing OCFS2 beside a write of an unwritten block", Mount.Type.OCFS2)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Freeze())
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").violates(Hazard.H6.in("V4_6"), "S45").build());
    }

    private static Scenario.Builder on(String id, String title, Mount.Type type) {
        return Scenario.named(id).about("pages", title).on(type);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.V3_11;
import endio.directio.V3_12;

/** Bugs of which the broken generation is there for other reasons: an earlier state of the kernel, or a mutant. */
final class InWholeGenerations {
    static final Bug B05 = Bug.read("B05", "ext4: double inode_dio_done via EXT4_IO_END_DIRECT on a failed submit", "")
            .in("ext4_ext_direct_IO, fs/ext4/inode.c").actors("submitter", "truncate")
            .generation("S6", "ext4-aio-nothing", "b05-double-dio-done", "V3_11");
    /** As it was until v4.5; an execution that shows it has no need of the two owners of an io_end. */
    static final Bug B06 = Bug.fromMemory("B06", "ext4: Fix data exposure after failed AIO DIO", "74c66bcb7eda")
            .in("ext4_end_io_dio, fs/ext4/inode.c").actors("submitter", "bio that fails", "worker")
            .generation("S23", "ext4-aio-error", "V3_12Osync", "V4_6");
    /** The conversion that never comes. */
    static final Bug B08 = Bug.read("B08", "ext4: fix crashes in dioread_nolock mode", "74dae4278546")
            .in("ext4_ext_direct_IO, fs/ext4/inode.c").actors("locked writer", "overwriter without i_mutex", "bio")
            .generation("S49", "ext4-overwrite-beside", "V3_12Osync", "V4_6");
    /** The other outcome, for which the commit is named: the conversion that comes in an interrupt. */
    static final Bug B08_SLEEPS = Bug.read("B08b", "ext4: fix crashes in dioread_nolock mode", "74dae4278546")
            .in("ext4_map_blocks, fs/ext4/inode.c").actors("direct writer", "writeback", "bio")
            .generation("S3", "ext4-writeback-beside", "V3_12Osync", "V4_6");
    static final Bug B17 = Bug.read("B17", "direct-io: Handle O_(D)SYNC AIO", "02afc27faec9")
            .in("dio_complete, fs/direct-io.c; generic_file_aio_write, mm/filemap.c").actors("submitter", "bio")
            .generation("S26", "dsync-aio", "V3_12", "V3_12Osync");
    static final Bug B18 =
            Bug.read("B18", "fs: Fix page cache inconsistency when mixing buffered and AIO DIO", "332391a9935d")
            .in("dio_complete, fs/direct-io.c").actors("submitter", "bio", "worker", "buffered reader")
            .generation("S35", "cache-readahead", "V4_6", "V4_15");
    static final Bug B20 = Bug.read("B20", "iomap: allocate s_dio_done_wq for async reads as well", "7fd8720dff2d")
            .in("__iomap_dio_rw, fs/iomap/direct-io.c").actors("reader", "bio that fails")
            .generation("S16", "xfs-aio-read-error", "I5_NoQueueForReads", "I5_V7_1");
    static final Bug B22 = Bug.read("B22", "iomap: fix a use after free in iomap_dio_rw", "4ea899ead278")
            .in("iomap_dio_rw, fs/iomap.c").actors("submitter", "bio")
            .generation("S12", "xfs-aio-write", "I0_V4_14", "I1_V5_3");
    /** With what stands for it in a later generation: the waiter is looked up when the lock is released already. */
    static final Bug B24 = Bug.read("B24", "dio: lock refcount operations", "")
            .in("dio_bio_end_io, fs/direct-io.c").actors("submitter", "bio")
            .generation("S12", "sync-write", "wake-outside-lock", "V3_12");

    /** As XFS was on the older core, too. */
    static final Bug B27 =
            Bug.read("B27", "xfs: update i_size after unwritten conversion in dio completion", "ee70daaba82d")
            .in("xfs_dio_write_end_io, fs/xfs/xfs_file.c; xfs_end_io_direct_write, fs/xfs/xfs_aops.c").actors("worker", "reader")
            .generation("H2", "xfs-aio-extend-read", "V4_6", "I1_V5_3");
    static final Bug B34 =
            Bug.read("B34", "ext4: properly sync file size update after O_SYNC direct IO", "91562895f803")
            .in("ext4_dio_write_iter, fs/ext4/file.c").actors("extending O_SYNC writer")
            .generation("S28", "dsync-ext4-extend", "I2_V6_1", "I3_V6_11");

    /** The first of the two commits; where nothing is cached, the second one's order makes no difference. */
    static final Bug S01 = Bug.read("S01", "direct-io: Fix negative return from dio read beyond eof", "74cedf9b6c60")
            .in("dio_complete, fs/direct-io.c").actors("reader beyond the end")
            .generation("S46", "aio-read-beyond", "V3_12Osync", "V4_6");

    private InWholeGenerations() {}
}

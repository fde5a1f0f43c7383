// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.V3_11;
import endio.directio.V3_12;

/** Bugs of which the broken generation is there for other reasons: an earlier state of the kernel, or a mutant. */
final class InWholeGenerations {
    static final Bug B05 = Bug.read("B05", "ext4: double inode_dio_done via EXT4_IO_END_DIRECT on a failed submit", "")
            .in("ext4_ext_direct_IO, fs/ext4/inode.c").actors("submitter", "truncate")
            .generation("S6", "ext4-aio-nothing", "b05-double-dio-done", "V3_11");
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

    private InWholeGenerations() {}
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.V3_11;

/** B05. */
final class DoubleDone {
    static final Bug BUG = Bug.read("B05", "ext4: double inode_dio_done via EXT4_IO_END_DIRECT on a failed submit", "")
            .in("ext4_ext_direct_IO, fs/ext4/inode.c").actors("submitter", "truncate")
            .generation("S6", "ext4-aio-nothing", "b05-double-dio-done", "V3_11");

    private DoubleDone() {}
}

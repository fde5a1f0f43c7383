// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import com.fasterxml.jackson.databind.JsonNode;
import endio.kernel.Kernel;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;

/** The inode of a scenario: its page cache answers as the script says. */
final class ScriptedInode extends Inode {
    private final int flushRet;
    private final int invalidateRet;
    private final int fsyncRet;

    ScriptedInode(Kernel kernel, SuperBlock sb, int blkbits, JsonNode scenario) {
        super(kernel, sb, blkbits, scenario.path("i_size").asLong(), scenario.path("nrpages").asLong(0));
        JsonNode fs = scenario.path("fs");
        this.flushRet = fs.path("flush_ret").asInt(0);
        this.invalidateRet = fs.path("invalidate_ret").asInt(0);
        this.fsyncRet = fs.path("fsync_ret").asInt(0);
    }

    @Override
    public int filemapWriteAndWaitRange(long first, long last) {
        return flushRet;
    }

    @Override
    public int invalidateInodePages2Range(long first, long last) {
        return invalidateRet;
    }

    @Override
    public int vfsFsyncRange(long first, long last, boolean datasync) {
        return fsyncRet;
    }
}

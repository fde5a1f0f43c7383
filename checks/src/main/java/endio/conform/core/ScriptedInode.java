// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import com.fasterxml.jackson.databind.JsonNode;
import endio.kernel.Kernel;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;

/** The inode of a scenario: its page cache answers as the script says. */
final class ScriptedInode extends Inode {
    private final int flushRet;

    ScriptedInode(Kernel kernel, SuperBlock sb, int blkbits, JsonNode scenario) {
        super(kernel, sb, blkbits, scenario.path("i_size").asLong(), scenario.path("nrpages").asLong(0));
        this.flushRet = scenario.path("fs").path("flush_ret").asInt(0);
    }

    @Override
    public int filemapWriteAndWaitRange(long first, long last) {
        return flushRet;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import com.fasterxml.jackson.databind.JsonNode;
import endio.kernel.Kernel;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.function.BooleanSupplier;

/** The inode of a scenario: its page cache and its fsync answer as the script says. */
final class IomapInode extends Inode {
    private final JsonNode fs;
    private final BooleanSupplier mapping;

    /**
     * @param mapping whether the running task has begun to map: from then on an invalidation is one after the write
     */
    IomapInode(Kernel kernel, SuperBlock sb, int blkbits, JsonNode scenario, BooleanSupplier mapping) {
        super(kernel, sb, blkbits, scenario.path("i_size").asLong(), scenario.path("nrpages").asLong(0));
        this.fs = scenario.path("fs");
        this.mapping = mapping;
    }

    @Override
    public int filemapWriteAndWaitRange(long first, long last) {
        return fs.path("flush_ret").asInt(0);
    }

    @Override
    public int invalidateInodePages2Range(long first, long last) {
        return fs.path(mapping.getAsBoolean() ? "invalidate_post_ret" : "invalidate_pre_ret").asInt(0);
    }

    @Override
    public boolean filemapRangeNeedsWriteback(long first, long last) {
        return nrpages().load() != 0 && fs.path("needs_writeback").asBoolean(false);
    }

    @Override
    public int vfsFsyncRange(long first, long last, boolean datasync) {
        return fs.path("fsync_ret").asInt(0);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import com.fasterxml.jackson.databind.JsonNode;
import endio.conform.GoldenLine;
import endio.conform.core.Block.State;
import endio.conform.core.Version.Surroundings;
import endio.event.FileSystemEvent.BlockRun;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.vfs.BufferHead;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file system of the scenarios: maps and converts blocks as the script says. */
final class ScriptedFileSystem {
    private final CoreRun run;
    private final Surroundings surroundings;
    private final JsonNode fs;
    private final Map<Long, Integer> errors = new HashMap<>();
    private final BlockMap blocks;

    ScriptedFileSystem(CoreRun run, GoldenLine line, Surroundings surroundings) {
        this.run = run;
        this.surroundings = surroundings;
        this.fs = line.scenario().path("fs");
        fs.path("get_block_errors").forEach(e -> errors.put(e.path("lblk").asLong(), e.path("errno").asInt()));
        this.blocks = new BlockMap(line, errors.keySet());
    }

    /** The block map. */
    BlockMap blocks() {
        return blocks;
    }

    /** How many blocks a mapping may be asked for at most. */
    long most() {
        return fs.path("get_block_max").asLong(Long.MAX_VALUE);
    }

    /** {@code get_block_t}. */
    int getBlock(Inode inode, int req, long iblock, BufferHead bh, boolean create) {
        Integer error = errors.get(iblock);
        if (error != null) {
            return error;
        }
        long most = Math.min(bh.bSize >> inode.blkbits(), most());
        Block block = blocks.at(iblock);
        long len;
        if (block.state() == State.HOLE && create && fs.path("alloc_holes").asBoolean(false)) {
            blocks.allocate(iblock);
            len = 1;
            mapped(bh, iblock, true);
        } else {
            len = blocks.run(iblock, most, create);
            if (block.state() == State.MAPPED) {
                mapped(bh, iblock, block.fresh() && create);
            } else if (block.state() == State.UNWRITTEN && create) {
                mapped(bh, iblock, true);
                bh.set(BufferHead.State.UNWRITTEN);
                bh.set(BufferHead.State.DEFER_COMPLETION);
            }
        }
        if (blocks.at(iblock + len - 1).boundary()) {
            bh.set(BufferHead.State.BOUNDARY);
        }
        bh.bSize = len << inode.blkbits();
        if (bh.test(BufferHead.State.DEFER_COMPLETION)) {
            bh.bPrivate = "request " + req;
        } else if (fs.path("clear_private").asBoolean(false)) {
            bh.bPrivate = null;
        }
        return 0;
    }

    private void mapped(BufferHead bh, long iblock, boolean fresh) {
        bh.set(BufferHead.State.MAPPED);
        bh.bBlocknr = blocks.at(iblock).pblk();
        if (fresh) {
            bh.set(BufferHead.State.NEW);
        }
    }

    /** {@code dio_iodone_t} of a request; the core has said that it is called. */
    long endIo(Request request, Inode inode, Kiocb iocb, long offset, long bytes, @Nullable Object priv, long ret,
            boolean async) {
        int req = iocb.req();
        if (surroundings == Surroundings.COMPLETES && async && priv != null) {
            run.emit("fs_queue_work", "req", req);
            run.queue(() -> {
                run.emit("fs_work_start", "req", req);
                complete(request, inode, iocb, offset, bytes, ret, true);
                run.emit("fs_work_end", "req", req);
            });
            return 0;
        }
        run.reach("end_io:" + req);
        if (surroundings == Surroundings.COMPLETES) {
            complete(request, inode, iocb, offset, bytes, ret, async);
            return 0;
        }
        convert(request, inode, req, offset, bytes);
        return surroundings == Surroundings.ANSWERS ? request.endIoRet() : 0;
    }

    private void complete(Request request, Inode inode, Kiocb iocb, long offset, long bytes, long ret, boolean async) {
        convert(request, inode, iocb.req(), offset, bytes);
        inode.dioDone();
        if (async) {
            iocb.aioComplete(ret);
        }
    }

    private void convert(Request request, Inode inode, int req, long offset, long bytes) {
        if (!request.write() || bytes <= 0) {
            return;
        }
        long first = offset >> inode.blkbits();
        long last = (offset + bytes - 1) >> inode.blkbits();
        List<BlockRun> converted = blocks.convert(first, last);
        if (converted.isEmpty()) {
            return;
        }
        run.kernel().mightSleep("unwritten extent conversion");
        int call = run.count("convert");
        run.kernel().say(new ConvertBegin(call, req, inode.ino(), -1, offset, bytes, -1));
        run.kernel().say(new ConvertEnd(call, req, inode.ino(), -1, offset, bytes, -1, 0, converted));
    }
}

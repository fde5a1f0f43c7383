// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import com.fasterxml.jackson.databind.JsonNode;
import endio.conform.iomap.IomapBlocks.Block;
import endio.event.Errno;
import endio.iomap.Iomap;
import endio.iomap.IomapDio;
import endio.iomap.IomapIter;
import endio.iomap.IomapOps;
import endio.iomap.V7_1Readwq;
import endio.vfs.Bio;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The file system of the scenarios: maps, submits and converts as the script says. */
final class IomapFileSystem {
    private final IomapRun run;
    private final JsonNode fs;
    private final IomapBlocks blocks;
    private final Map<Long, Integer> errors = new HashMap<>();

    IomapFileSystem(IomapRun run, JsonNode scenario) {
        this.run = run;
        this.fs = scenario.path("fs");
        this.blocks = new IomapBlocks(scenario.path("extents"));
        fs.path("begin_errors").forEach(e -> errors.put(e.path("lblk").asLong(), e.path("errno").asInt()));
    }

    /** {@code iomap_begin}, and {@code iomap_end} if the script has one. */
    IomapOps ops() {
        JsonNode end = fs.path("iomap_end_ret");
        return new IomapOps(this::iomapBegin, end.isInt()
                ? (inode, req, pos, length, written, flags, iomap) -> written == 0 ? end.asInt() : 0 : null);
    }

    private int iomapBegin(Inode inode, int req, long pos, long length, Set<IomapOps.Flag> flags, Iomap iomap) {
        run.beginPoint(req);
        long lblk = pos >> inode.blkbits();
        Integer error = errors.get(lblk);
        if (error != null) {
            return error;
        }
        boolean write = flags.contains(IomapOps.Flag.WRITE);
        long most = Math.min(((pos + length - 1) >> inode.blkbits()) - lblk + 1,
                fs.path("max_blocks").asLong(Long.MAX_VALUE));
        Iomap.Type type = blocks.at(lblk).type();
        boolean allocates = write && type == Iomap.Type.HOLE && fs.path("alloc_holes").isTextual();
        boolean overwrites = type == Iomap.Type.MAPPED || type == Iomap.Type.INLINE;
        if (allocates && flags.contains(IomapOps.Flag.NOWAIT)
                || !overwrites && flags.contains(IomapOps.Flag.OVERWRITE_ONLY)) {
            return -Errno.EAGAIN;
        }
        long len = blocks.run(lblk, most);
        if (allocates) {
            blocks.allocate(lblk, len, Iomap.Type.valueOf(fs.path("alloc_holes").asText().toUpperCase(Locale.ROOT)));
        }
        Block block = blocks.at(lblk);
        iomap.type = block.type();
        iomap.offset = lblk << inode.blkbits();
        iomap.length = len << inode.blkbits();
        iomap.addr = block.pblk() < 0 ? -1 : block.pblk() << inode.blkbits();
        iomap.flags.addAll(block.flags());
        if (!write) {
            iomap.flags.remove(Iomap.Flag.NEW);
        }
        if (run.request(req, "iomap_begin").atomic()) {
            iomap.flags.add(Iomap.Flag.ATOMIC_BIO);
        }
        return 0;
    }

    /** {@code submit_io}: in versions that have ioends the bio is completed by a work of the file system. */
    void submitIo(IomapIter iter, IomapDio dio, Bio bio, long off) {
        run.say("fs_submit_io", "req", dio.req(), "off", off);
        if (run.engine() instanceof V7_1Readwq engine) {
            bio.biEndIo(ended -> {
                run.say("ioend_queue", "bio", ended.number());
                run.queueIoend(() -> {
                    run.say("ioend_work_start", "bio", ended.number());
                    run.endingIoend(ended.number(), () -> engine.iomapFinishIoendDirect(ended, ended.status()));
                    run.say("ioend_work_end");
                });
            });
        }
        iter.iomap.bdev.submitBio(bio, dio.req(), dio.number(), -1, off);
    }

    /** {@code end_io}. */
    int endIo(Inode inode, Kiocb iocb, long size, int error, long flags) {
        int req = iocb.req();
        IomapRequest request = run.request(req, "end_io");
        long off = iocb.kiPos().load();
        boolean unwritten = (flags & IomapDio.UNWRITTEN) != 0;
        boolean cow = (flags & IomapDio.COW) != 0;
        int ret = error != 0 ? error : request.endIoRet();
        run.say("end_io", "req", req, "off", off, "bytes", size, "error", error, "unwritten", unwritten, "cow", cow,
                "ret", ret);
        run.point("end_io:" + req);
        if (ret == 0 && request.write() && size > 0) {
            written(inode, req, off, size, unwritten, cow);
        }
        return ret;
    }

    private void written(Inode inode, int req, long off, long size, boolean unwritten, boolean cow) {
        if (cow) {
            run.say("cow_end", "req", req, "off", off, "bytes", size);
        }
        if (unwritten) {
            for (long[] converted : blocks.convert(off >> inode.blkbits(), (off + size - 1) >> inode.blkbits())) {
                run.say("convert", "req", req, "lblk", converted[0], "len", converted[1]);
            }
        }
        if (off + size > inode.iSize().load()) {
            inode.iSize().store(off + size);
            run.say("i_size", "req", req, "to", off + size);
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.event.FileSystemEvent;
import endio.event.FileSystemEvent.BlockRun;
import endio.kernel.Kernel;
import endio.kernel.Work;
import endio.kernel.WorkQueue;
import endio.vfs.BufferHead;
import endio.vfs.DioIodone;
import endio.vfs.Kiocb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The same with unwritten blocks, converted by {@code end_io} in process context before it lets anybody know: through
 * the core's own deferral where the core completes, else through a queue of its own. So what is violated on it, the
 * core violates.
 */
final class ConvertingFs extends PlainFs {
    private static final Object MET_UNWRITTEN = new Object() {
        @Override
        public String toString() {
            return "met_unwritten";
        }
    };

    private final Generation.EndIo contract;
    private final @Nullable WorkQueue own;

    ConvertingFs(Kernel kernel, Scenario scenario, Generation generation) {
        super(kernel, scenario, generation);
        this.contract = generation.endIo();
        this.own = contract == Generation.EndIo.COMPLETES
                ? kernel.allocWorkqueue("unrsv", Set.of(WorkQueue.Flag.MEM_RECLAIM), 1, -1) : null;
    }

    @Override
    void unwritten(BufferHead bh, boolean create) {
        bh.set(BufferHead.State.UNWRITTEN);
        if (create) {
            bh.bPrivate = MET_UNWRITTEN;
            if (contract != Generation.EndIo.COMPLETES) {
                bh.set(BufferHead.State.DEFER_COMPLETION);
            }
        }
    }

    @Override
    DioIodone endIo(File file) {
        return (iocb, offset, bytes, priv, ret, async) -> endIo(file, iocb, offset, bytes, priv, ret, async);
    }

    private long endIo(File file, Kiocb iocb, long offset, long bytes, @Nullable Object priv, long ret,
            boolean async) {
        if (contract != Generation.EndIo.COMPLETES) {
            if (priv != null && bytes > 0) {
                convert(file, iocb.req(), offset, bytes);
            }
        } else if (priv != null && ret >= 0 && own != null && async) {
            Work work = new Work(kernel(), iocb.id(), "end_io_work", -1);
            work.init(() -> {
                convert(file, iocb.req(), offset, bytes);
                complete(file, iocb, ret, true);
            });
            WorkQueue.queueWork(kernel(), own, work);
        } else {
            if (priv != null && ret >= 0) {
                convert(file, iocb.req(), offset, bytes);
            }
            complete(file, iocb, ret, async);
        }
        return 0;
    }

    private void complete(File file, Kiocb iocb, long ret, boolean async) {
        file.inode().dioDone();
        if (async) {
            iocb.aioComplete(ret);
        }
    }

    @Override
    public void umount() {
        super.umount();
        if (own != null) {
            own.destroy();
        }
    }

    private void convert(File file, int req, long offset, long bytes) {
        int ino = file.inode().ino();
        int call = kernel().machine().number("conversion").number() + 1;
        kernel().mightSleep("conversion");
        kernel().say(new FileSystemEvent.ConvertBegin(call, req, ino, -1, offset, bytes, -1));
        List<BlockRun> converted = new ArrayList<>();
        long end = (offset + bytes + Scenario.BLOCK_SIZE - 1) / Scenario.BLOCK_SIZE;
        for (long block = offset / Scenario.BLOCK_SIZE; block < end; block++) {
            if (file.state(block) == UNWRITTEN) {
                file.states().get(block).store(WRITTEN);
                converted.add(new BlockRun(block, 1));
            }
        }
        kernel().say(new FileSystemEvent.ConvertEnd(call, req, ino, -1, offset, bytes, -1, 0, List.copyOf(converted)));
    }
}

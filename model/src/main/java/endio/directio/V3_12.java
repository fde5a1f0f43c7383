// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.event.DioEvent;
import endio.event.Errno;
import endio.event.WorkEvent;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.vfs.Bio;
import endio.vfs.BufferHead.State;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.Set;

/**
 * Commit 7b7a8665edd8 (v3.12), "direct-io: Implement generic deferred AIO completions": a mapping can ask for
 * completion in process context; then the last bio queues the completion on a workqueue of the super block, made when
 * it is first needed. The core drops {@code i_dio_count} and completes the kiocb in every case, after {@code end_io}.
 */
public class V3_12 extends V3_11 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V3_12(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V3_12(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    /** {@code get_more_blocks}: new last step, the mapping's wish to defer. */
    @Override
    protected int getMoreBlocks(Dio dio, Sdio sdio) {
        int ret = super.getMoreBlocks(dio, sdio);
        if (ret == 0 && sdio.mapBh.test(State.DEFER_COMPLETION)) {
            ret = dioSetDeferCompletion(dio);
        }
        return ret;
    }

    /**
     * {@code dio_set_defer_completion}: 0 with a queue to defer to, or {@code -ENOMEM}; the wish stays in both cases.
     */
    protected int dioSetDeferCompletion(Dio dio) {
        if (dio.deferCompletion.load() != 0) {
            return 0;
        }
        dio.deferCompletion.store(1);
        kernel().say(new DioEvent.DeferCompletion(dio.req(), dio.number()));
        if (dio.inode.sb().sDioDoneWq().load() == null) {
            return sbInitDioDoneWq(dio.inode.sb(), dio.req());
        }
        return 0;
    }

    /**
     * {@code sb_init_dio_done_wq}: several may get here at once. The first one publishes its queue, the others destroy
     * theirs, and who is who tells a second, plain load of the pointer.
     */
    protected int sbInitDioDoneWq(SuperBlock sb, int req) {
        WorkQueue wq = kernel().allocWorkqueue("dio", Set.of(WorkQueue.Flag.MEM_RECLAIM), 0, req);
        if (wq == null) {
            return -Errno.ENOMEM;
        }
        WorkQueue old = sb.sDioDoneWq().cmpxchg(null, wq);
        kernel().say(new WorkEvent.WqPublish(wq.number(), old == null));
        if (sb.sDioDoneWq().load() != wq) {
            wq.destroy();
        }
        return 0;
    }

    /**
     * {@code dio_bio_end_aio}: the last one completes the request in place or queues that; the dio may be gone at
     * once.
     */
    @Override
    protected void dioBioEndAio(Bio bio) {
        Dio dio = dio(bio, "dio_bio_end_aio");
        dioBioComplete(dio, bio);
        if (putBioReference(dio) == 0) {
            if (dio.result.load() != 0 && dio.deferCompletion.load() != 0) {
                dio.completeWork.init(() -> dioAioCompleteWork(dio));
                WorkQueue.queueWork(kernel(), dio.inode.sb().sDioDoneWq().load(), dio.completeWork);
            } else {
                dioComplete(dio, dio.iocb.kiPos().load(), 0, true);
            }
        }
    }

    /** {@code dio_aio_complete_work}, in a worker; frees the dio that its work item lies in. */
    protected void dioAioCompleteWork(Dio dio) {
        dioComplete(dio, dio.iocb.kiPos().load(), 0, true);
    }

    /** {@code dio_complete}: {@code end_io} hears of no error any more, and what follows is no business of its own. */
    @Override
    protected long dioComplete(Dio dio, long offset, long ret, boolean async) {
        Outcome outcome = gather(dio, offset, ret);
        if (dio.endIo != null && outcome.result() != 0) {
            endIo(dio, dio.endIo, offset, outcome.transferred(), 0, false);
        }
        inodeDioEnd(dio);
        if (async) {
            dio.iocb.aioComplete(outcome.ret());
        }
        dioFree(dio.id);
        return outcome.ret();
    }

    /** {@code dio_complete} frees the dio. */
    @Override
    protected final long completeAndFree(Dio dio, long offset, long ret, boolean async) {
        return dioComplete(dio, offset, ret, async);
    }

    @Override
    protected boolean deferred(Dio dio) {
        return dio.deferCompletion.load() != 0;
    }
}

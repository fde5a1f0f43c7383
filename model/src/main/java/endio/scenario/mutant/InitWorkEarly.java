// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.Bio;

/** {@code INIT_WORK} when the request asks to be deferred: the item lies over the pages of the submitter. */
public final class InitWorkEarly extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("init-work-early", "the work item is initialised while pages[] is in use",
                "S42", "defer-aio")
                .also("S43");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected int dioSetDeferCompletion(Dio dio) {
                dio.completeWork.init(() -> dioAioCompleteWork(dio));
                return super.dioSetDeferCompletion(dio);
            }

            @Override
            protected void dioBioEndAio(Bio bio) {
                Dio dio = dio(bio, "dio_bio_end_aio");
                dioBioComplete(dio, bio);
                if (putBioReference(dio) == 0) {
                    if (dio.result.load() != 0 && deferred(dio)) {
                        WorkQueue.queueWork(kernel(), dio.inode.sb().sDioDoneWq().load(), dio.completeWork);
                    } else {
                        dioComplete(dio, dio.iocb.kiPos().load(), 0, true);
                    }
                }
            }
        };
    }
}

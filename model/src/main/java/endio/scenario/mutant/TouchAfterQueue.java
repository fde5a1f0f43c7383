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

/** After {@code queue_work} the worker may have freed the dio. */
public final class TouchAfterQueue extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("touch-after-queue", "the interrupt looks at the dio after queue_work",
                "S12", "defer-aio");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected void dioBioEndAio(Bio bio) {
                Dio dio = dio(bio, "dio_bio_end_aio");
                dioBioComplete(dio, bio);
                if (putBioReference(dio) == 0) {
                    if (dio.result.load() != 0 && deferred(dio)) {
                        dio.completeWork.init(() -> dioAioCompleteWork(dio));
                        WorkQueue.queueWork(kernel(), dio.inode.sb().sDioDoneWq().load(), dio.completeWork);
                        dio.ioError.load();
                    } else {
                        dioComplete(dio, dio.iocb.kiPos().load(), 0, true);
                    }
                }
            }
        };
    }
}

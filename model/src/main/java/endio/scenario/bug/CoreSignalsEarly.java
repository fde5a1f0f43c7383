// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.Bio;

/** B01, the half of the core: the interrupt signals, and only the conversion is left to a worker. */
public final class CoreSignalsEarly extends V3_12Generation {
    static final Bug BUG = Bug.read("B01", "direct-io: move aio_complete into ->end_io", "40e2e97316af")
            .in("dio_complete, fs/direct-io.c").actors("submitter", "bio", "worker", "reader")
            .generation("S1", "defer-aio", "b01", "V3_12");

    @Override
    public About about() {
        return super.about().bug("b01", "40e2e97316af", "the core completes in the interrupt what is converted later",
                "S1", "defer-aio").also("S7", "S20");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected void dioBioEndAio(Bio bio) {
                Dio dio = dio(bio, "dio_bio_end_aio");
                dioBioComplete(dio, bio);
                if (putBioReference(dio) == 0) {
                    long offset = dio.iocb.kiPos().load();
                    if (dio.result.load() != 0 && deferred(dio)) {
                        dio.completeWork.init(() -> dioComplete(dio, offset, 0, false));
                        dio.iocb.aioComplete(dio.result.load());
                        WorkQueue.queueWork(kernel(), dio.inode.sb().sDioDoneWq().load(), dio.completeWork);
                    } else {
                        dioComplete(dio, offset, 0, true);
                    }
                }
            }
        };
    }
}

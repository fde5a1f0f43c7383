// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.Sdio;
import endio.directio.V3_12;
import endio.event.DioEvent;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.IoVec;
import java.util.List;

/** The queue is made at the end of the walk, and not by the mapping that asks for it. */
public final class QueueAfterSubmit extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("queue-after-submit", "the workqueue is created when the bio is in flight already",
                "S17", "defer-aio");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected int dioSetDeferCompletion(Dio dio) {
                dio.deferCompletion.store(1);
                kernel().say(new DioEvent.DeferCompletion(dio.req(), dio.number()));
                return 0;
            }

            @Override
            protected int walk(Dio dio, Sdio sdio, List<IoVec> iov) {
                int ret = super.walk(dio, sdio, iov);
                if (ret == 0 && deferred(dio) && dio.inode.sb().sDioDoneWq().load() == null) {
                    ret = sbInitDioDoneWq(dio.inode.sb(), dio.req());
                }
                return ret;
            }
        };
    }
}

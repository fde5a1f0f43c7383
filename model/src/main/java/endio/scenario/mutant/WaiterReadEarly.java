// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.event.DioEvent;
import endio.kernel.Kernel;
import endio.kernel.Task;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.Bio;

/** {@code dio_bio_end_io} reads {@code waiter} early, which is what a missing barrier can come to. */
public final class WaiterReadEarly extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("waiter-read-early", "the waiter is looked up before the lock is taken",
                "L2", "sync-write")
                .also("L1", "deadlock");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected void dioBioEndIo(Bio bio) {
                Dio dio = dio(bio, "dio_bio_end_io");
                Task waiter = dio.waiter.load();
                dio.bioLock.lockIrqsave();
                bio.biPrivate().store(dio.bioList.load());
                dio.bioList.store(bio);
                kernel().say(new DioEvent.BioListPush(dio.number(), bio.number()));
                long remaining = addRefcount(dio, -1);
                if (remaining == 1 && waiter != null) {
                    kernel().say(new DioEvent.Wake(dio.req()));
                    waiter.wakeUp();
                }
                dio.bioLock.unlock();
            }
        };
    }
}

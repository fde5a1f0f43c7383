// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.event.DioEvent;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.Bio;

/** {@code dio_bio_end_io} decrements before it takes {@code bio_lock}: two bios can both leave one to wait for. */
public final class SyncDropOutsideLock extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("sync-drop-outside-lock", "a synchronous bio drops its reference without the lock",
                "L2", "sync-write-two-bios")
                .also("L1", "S5", "S9", "S10", "S12", "crash", "deadlock");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected void dioBioEndIo(Bio bio) {
                Dio dio = dio(bio, "dio_bio_end_io");
                long remaining = addRefcount(dio, -1);
                dio.bioLock.lockIrqsave();
                bio.biPrivate().store(dio.bioList.load());
                dio.bioList.store(bio);
                kernel().say(new DioEvent.BioListPush(dio.number(), bio.number()));
                wakeWaiter(dio, remaining);
                dio.bioLock.unlock();
            }
        };
    }
}

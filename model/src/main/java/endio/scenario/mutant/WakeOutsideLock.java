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

/** {@code dio_bio_end_io} looks at {@code waiter} when the submitter may have freed the dio already. */
public final class WakeOutsideLock extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("wake-outside-lock", "the submitter is woken after the lock was released",
                "S12", "sync-write");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected void dioBioEndIo(Bio bio) {
                Dio dio = dio(bio, "dio_bio_end_io");
                dio.bioLock.lockIrqsave();
                bio.biPrivate().store(dio.bioList.load());
                dio.bioList.store(bio);
                kernel().say(new DioEvent.BioListPush(dio.number(), bio.number()));
                long remaining = addRefcount(dio, -1);
                dio.bioLock.unlock();
                wakeWaiter(dio, remaining);
            }
        };
    }
}

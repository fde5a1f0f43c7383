// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;

/** {@code dio_bio_end_aio} decrements before it takes {@code bio_lock}: one of two decrements can be lost. */
public final class DropOutsideLock extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("drop-outside-lock", "a bio drops its reference without the lock",
                "S9", "aio-write-two-bios")
                .also("L1", "S4", "S5", "S6", "S10", "S11", "S12", "S14");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected long putBioReference(Dio dio) {
                long remaining = addRefcount(dio, -1);
                dio.bioLock.lockIrqsave();
                wakeWaiter(dio, remaining);
                dio.bioLock.unlock();
                return remaining;
            }
        };
    }
}

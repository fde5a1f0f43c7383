// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;

/** A bio that ends on the same processor would wait for ever for the lock that it interrupted. */
public final class LockWithoutIrqsave extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("lock-without-irqsave", "the submitter takes bio_lock with interrupts on",
                "S41", "aio-write");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected long dropRefcount(Dio dio) {
                dio.bioLock.lock();
                long left = addRefcount(dio, -1);
                dio.bioLock.unlock();
                return left;
            }
        };
    }
}

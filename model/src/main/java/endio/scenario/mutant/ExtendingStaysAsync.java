// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;

/** The size would grow when the write is submitted, and not when its data is on disk. */
public final class ExtendingStaysAsync extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("extending-stays-async", "a write beyond the end stays asynchronous",
                "S33", "aio-extend");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected boolean isAsync(Dio dio, long end) {
                return !dio.iocb.sync();
            }
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;

/** {@code dio_complete} is called as if nobody waited. */
public final class CompleteTwice extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("complete-twice", "the submitter completes the kiocb and returns its result",
                "S4", "aio-write");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected long dioComplete(Dio dio, long offset, long ret, boolean async) {
                return super.dioComplete(dio, offset, ret, dio.isAsync);
            }
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;

/** As it was before v3.9: completing may let the inode go, whose count is then dropped. */
public final class CompleteBeforeDone extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("complete-before-done", "the kiocb is completed before inode_dio_done",
                "S7", "aio-write")
                .and("S15", "close-read")
                .also("S7", "S29");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected long dioComplete(Dio dio, long offset, long ret, boolean async) {
                Outcome outcome = gather(dio, offset, ret);
                if (dio.endIo != null && outcome.result() != 0) {
                    endIo(dio, dio.endIo, offset, outcome.transferred(), 0, false);
                }
                if (async) {
                    dio.iocb.aioComplete(outcome.ret());
                }
                dio.inode.dioDone();
                dioFree(dio.id);
                return outcome.ret();
            }
        };
    }
}

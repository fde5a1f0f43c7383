// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12Osync;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12OsyncGeneration;

/** {@code dio_complete} tells the application first, and then makes durable what it told. */
public final class SyncAfterCompletion extends V3_12OsyncGeneration {

    @Override
    public About about() {
        return super.about().mutant("sync-after-completion", "an O_(D)SYNC write is flushed when it is complete already",
                "S26", "dsync-aio");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12Osync(kernel) {
            @Override
            protected long dioComplete(Dio dio, long offset, long ret, boolean async) {
                Outcome outcome = gather(dio, offset, ret);
                if (dio.endIo != null && outcome.result() != 0) {
                    endIo(dio, dio.endIo, offset, outcome.transferred(), 0, false);
                }
                inodeDioEnd(dio);
                if (async) {
                    dio.iocb.aioComplete(outcome.ret());
                    if (dio.write) {
                        genericWriteSync(dio, offset, outcome.transferred(), 0);
                    }
                }
                dioFree(dio.id);
                return outcome.ret();
            }
        };
    }
}

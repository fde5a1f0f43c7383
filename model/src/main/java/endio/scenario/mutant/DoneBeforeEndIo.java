// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;

/** As it was before v3.4: truncate can remove blocks whose conversion is still due. */
public final class DoneBeforeEndIo extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("done-before-end-io", "inode_dio_done comes before the conversion",
                "S8", "defer-aio")
                .and("S29", "defer-truncate")
                .also("S8");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected long dioComplete(Dio dio, long offset, long ret, boolean async) {
                Outcome outcome = gather(dio, offset, ret);
                dio.inode.dioDone();
                if (dio.endIo != null && outcome.result() != 0) {
                    endIo(dio, dio.endIo, offset, outcome.transferred(), 0, false);
                }
                if (async) {
                    dio.iocb.aioComplete(outcome.ret());
                }
                dioFree(dio.id);
                return outcome.ret();
            }
        };
    }
}

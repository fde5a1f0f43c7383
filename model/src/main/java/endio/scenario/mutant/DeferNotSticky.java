// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.Sdio;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.BufferHead.State;

/** {@code defer_completion} is what the last mapping wanted, not what any wanted. */
public final class DeferNotSticky extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("defer-not-sticky", "a later mapping takes the wish to defer back",
                "S20", "defer-first")
                .also("S2", "S3", "S21");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected int getMoreBlocks(Dio dio, Sdio sdio) {
                int ret = super.getMoreBlocks(dio, sdio);
                if (ret == 0 && !sdio.mapBh.test(State.DEFER_COMPLETION)) {
                    dio.deferCompletion.store(0);
                }
                return ret;
            }
        };
    }
}

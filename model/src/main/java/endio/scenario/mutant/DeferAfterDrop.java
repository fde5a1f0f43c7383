// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;

/** The flag is set only after the submitter gave up its reference, which is what orders it before the last bio. */
public final class DeferAfterDrop extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("defer-after-drop", "the wish to defer is stored too late",
                "S20", "defer-aio")
                .also("S2", "S3", "S12");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected int dioSetDeferCompletion(Dio dio) {
                return dio.inode.sb().sDioDoneWq().load() == null ? sbInitDioDoneWq(dio.inode.sb(), dio.req()) : 0;
            }

            @Override
            protected long dropRefcount(Dio dio) {
                boolean wish = dio.priv.load() != null;
                long left = super.dropRefcount(dio);
                if (wish) {
                    dio.deferCompletion.store(1);
                }
                return left;
            }
        };
    }
}

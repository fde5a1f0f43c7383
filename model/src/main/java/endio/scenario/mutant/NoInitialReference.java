// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.Sdio;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.IoVec;
import java.util.List;

/** The reference count starts at 0: nobody keeps the dio while its bios are being built. */
public final class NoInitialReference extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("no-initial-reference", "the submitter holds no reference while it submits",
                "S10", "aio-write-two-bios")
                .also("S4", "S5", "S6", "S9", "S11", "S12", "S14", "S46")
                .and("S9", "aio-write")
                .also("S10", "S12");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected int walk(Dio dio, Sdio sdio, List<IoVec> iov) {
                dio.refcount.store(0);
                return super.walk(dio, sdio, iov);
            }
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.Sdio;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.Bio;

/** {@code dio_bio_submit} counts the bio when it may have ended already. */
public final class RefcountAfterSubmit extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("refcount-after-submit", "the bio is counted after it was submitted",
                "S9", "aio-write-two-bios")
                .also("S4", "S5", "S6", "S10", "S11", "S12", "S14", "S46");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected void dioBioSubmit(Dio dio, Sdio sdio) {
                Bio bio = kernel().follow(sdio.bio, "bio", "dio_bio_submit");
                bio.biPrivate().store(dio);
                submitBio(dio, sdio, bio);
                dio.bioLock.lockIrqsave();
                addRefcount(dio, 1);
                dio.bioLock.unlock();
                sdio.bio = null;
                sdio.boundary = false;
                sdio.logicalOffsetInBio = 0;
            }
        };
    }
}

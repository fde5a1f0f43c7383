// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.iomap.IomapDio;
import endio.iomap.IomapDirectIo;
import endio.iomap.V7_1;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.I5V7_1Generation;
import endio.vfs.Bio;

/** S04: a bio that asks its dio how to give its pages back has to ask before it drops the reference. */
public final class BioFreedAfterDio extends I5V7_1Generation {
    static final Bug BUG = Bug.read("S04", "iomap: free the bio before completing the dio", "45cec0de6c89")
            .in("iomap_dio_bio_end_io, fs/iomap/direct-io.c").actors("submitter", "bio")
            .generation("S12", "xfs-aio-write", "s04", "I5_V7_1");

    @Override
    public About about() {
        return super.about().bug("s04", "45cec0de6c89", "flags of a dio are read after its completion", "S12",
                "xfs-aio-write");
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V7_1(kernel) {
            @Override
            protected void bioEndIo(Bio bio, boolean inlineCompletion) {
                IomapDio dio = dio(bio);
                if (decAndTest(dio)) {
                    if (inlineCompletion) {
                        dio.clear(IomapDio.COMP_WORK);
                    }
                    iomapDioDone(dio);
                }
                bioRelease(bio, dio.has(IomapDio.DIRTY));
            }
        };
    }
}

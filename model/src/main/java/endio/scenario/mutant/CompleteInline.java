// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.Bio;

/** {@code dio_bio_end_aio} does not look at {@code defer_completion}. */
public final class CompleteInline extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("complete-inline", "a request that asked to be deferred completes in the interrupt",
                "S20", "defer-aio")
                .also("S2", "S3");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected void dioBioEndAio(Bio bio) {
                Dio dio = dio(bio, "dio_bio_end_aio");
                dioBioComplete(dio, bio);
                if (putBioReference(dio) == 0) {
                    dioComplete(dio, dio.iocb.kiPos().load(), 0, true);
                }
            }
        };
    }
}

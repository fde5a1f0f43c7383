// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.Bio;

/** {@code dio_bio_complete} does not store {@code io_error}. */
public final class ErrorLost extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("error-lost", "a failed bio leaves no trace in the dio",
                "S22", "aio-error")
                .also("S21", "S46");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected int dioBioComplete(Dio dio, Bio bio) {
                bioCheckPagesDirty(dio, bio);
                return 0;
            }
        };
    }
}

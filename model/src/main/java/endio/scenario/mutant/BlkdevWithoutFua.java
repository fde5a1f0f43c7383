// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.blkdev.BlkdevDirectIo;
import endio.blkdev.V4_10;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V4_15Generation;
import endio.vfs.Bio;
import endio.vfs.Kiocb;
import java.util.Optional;

/**
 * {@code dio_bio_write_op} forgets {@code REQ_FUA}: nobody makes an asynchronous O_DSYNC write of a block device
 * durable.
 */
public final class BlkdevWithoutFua extends V4_15Generation {

    @Override
    public About about() {
        return super.about().mutant("blkdev-without-fua", "O_DSYNC writes of a block device are not written through",
                "S26", "blkdev-aio-dsync");
    }

    @Override
    public Optional<BlkdevDirectIo> blkdev(Kernel kernel) {
        return Optional.of(new V4_10(kernel) {
            @Override
            protected void writeOp(Kiocb iocb, Bio bio) {
                // As for a write that need not be durable.
            }
        });
    }
}

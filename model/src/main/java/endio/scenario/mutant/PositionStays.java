// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.iomap.IomapDirectIo;
import endio.iomap.V6_1;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.I2V6_1Generation;
import endio.vfs.Kiocb;

/** What the stable kernels of 2023 came to (H10): {@code end_io} hands back the bytes, and the engine leaves the position. */
public final class PositionStays extends I2V6_1Generation {

    @Override
    public About about() {
        return super.about().mutant("position-stays", "ki_pos does not move with the result", "S47", "aio-write");
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V6_1(kernel) {
            @Override
            protected void moveKiPos(Kiocb iocb, long pos) {}
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.iomap.IomapDio;
import endio.iomap.IomapDirectIo;
import endio.iomap.IomapIter;
import endio.iomap.V5_3;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.I1V5_3Generation;
import endio.vfs.SuperBlock;

/**
 * B21: the bio may end before the submitter comes to making the queue. Modelled as the list has it, which is not
 * verified:
 * made after the bios but before the submitter drops its reference, the queue would always be there in time.
 */
public final class QueueAfterBio extends I1V5_3Generation {
    static final Bug BUG =
            Bug.fromMemory("B21", "iomap_dio_rw: Allocate AIO completion queue before submitting dio", "")
            .in("iomap_dio_rw, fs/iomap.c").actors("submitter", "bio")
            .generation("S16", "xfs-aio-write", "b21", "I1_V5_3");

    @Override
    public About about() {
        return super.about().bug("b21", "", "the queue of completions is made when the bios are on their way", "S16",
                "xfs-aio-write").also("crash");
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V5_3(kernel) {
            /** Not yet. */
            @Override
            protected int sbInitDioDoneWq(SuperBlock sb, int req) {
                return 0;
            }

            @Override
            protected long submitted(IomapDio dio, IomapIter iomi, int ret) {
                SuperBlock sb = dio.inode.sb();
                boolean need = dio.write() && !iomi.waitForCompletion && sb.sDioDoneWq().load() == null;
                int req = dio.req();
                long result = super.submitted(dio, iomi, ret);
                if (need) {
                    super.sbInitDioDoneWq(sb, req);
                }
                return result;
            }
        };
    }
}

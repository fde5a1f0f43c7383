// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.iomap.IomapDirectIo;
import endio.iomap.V7_1Readwq;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.I5V7_1Generation;

/** H9: errors are left to a worker, and only writes have seen to it that there is a queue; 7fd8720dff2d ended that. */
public final class NoQueueForReads extends I5V7_1Generation {

    @Override
    public About about() {
        return super.about().bug("I5_NoQueueForReads", "7fd8720dff2d",
                "a read that fails is queued on a queue that is not there", "S16", "xfs-aio-read-error")
                .and("crash", "xfs-aio-read-error");
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V7_1Readwq(kernel);
    }
}

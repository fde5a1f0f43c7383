// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.event.Errno;
import endio.event.WorkEvent;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.SuperBlock;
import java.util.Set;

/** The queue of the loser stays behind, unused. */
public final class LoserKeepsQueue extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("loser-keeps-queue", "who comes second does not destroy its workqueue",
                "S18", "defer-two-files")
                .also("Q5");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected int sbInitDioDoneWq(SuperBlock sb, int req) {
                WorkQueue wq = kernel().allocWorkqueue("dio", Set.of(WorkQueue.Flag.MEM_RECLAIM), 0, req);
                if (wq == null) {
                    return -Errno.ENOMEM;
                }
                WorkQueue old = sb.sDioDoneWq().cmpxchg(null, wq);
                kernel().say(new WorkEvent.WqPublish(wq.number(), old == null));
                return 0;
            }
        };
    }
}

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

/** Of two that create the queue at once, both publish theirs. */
public final class PublishByStore extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("publish-by-store", "the workqueue is published by a plain store",
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
                sb.sDioDoneWq().store(wq);
                kernel().say(new WorkEvent.WqPublish(wq.number(), true));
                return 0;
            }
        };
    }
}

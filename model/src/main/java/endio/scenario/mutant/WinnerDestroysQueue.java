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

/** Whoever published its queue destroys it; completions are queued on it all the same. */
public final class WinnerDestroysQueue extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("winner-destroys-queue", "the test for having lost the race is turned round",
                "S16", "defer-aio");
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
                if (sb.sDioDoneWq().load() == wq) {
                    wq.destroy();
                }
                return 0;
            }
        };
    }
}

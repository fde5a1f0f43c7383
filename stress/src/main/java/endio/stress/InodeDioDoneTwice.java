// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import endio.event.Event;
import endio.event.InodeEvent;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.threads.ThreadMachine;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two requests of one inode are done at the same time ({@code inode_dio_done} twice, fs/inode.c): exactly one of them may
 * find that it was the last and has to wake whoever waits for the inode.
 */
@JCStressTest
@Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "One of them is the last.")
@Outcome(expect = FORBIDDEN, desc = "Both or none of them found itself the last: a wake-up doubled or lost.")
@State
public class InodeDioDoneTwice {
    private final ThreadMachine machine = new ThreadMachine();
    private final Inode inode;

    public InodeDioDoneTwice() {
        Kernel kernel = new Kernel(machine, Faults.NONE);
        inode = new Inode(kernel, new SuperBlock(kernel), 12, 0, 0);
        inode.dioBegin();
        inode.dioBegin();
    }

    @Actor
    public void first(II_Result r) {
        inode.dioDone();
        r.r1 = countSeen();
    }

    @Actor
    public void second(II_Result r) {
        inode.dioDone();
        r.r2 = countSeen();
    }

    private int countSeen() {
        int count = -1;
        for (Event event : machine.said()) {
            if (event instanceof InodeEvent.InodeDioDone done) {
                count = (int) done.count();
            }
        }
        return count;
    }
}

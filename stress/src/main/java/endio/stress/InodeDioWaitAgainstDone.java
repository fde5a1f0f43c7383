// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import endio.event.ObjectId;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.threads.ThreadMachine;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Truncate waits ({@code inode_dio_wait}) for the last request to be done ({@code inode_dio_done}): what the completion
 * stored before, by plain stores, is what truncate goes by, and truncate must come through at all. The runner reports a
 * truncate that sleeps for ever as a test that does not end.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Truncate sees what the completion left.")
@Outcome(id = "0", expect = ACCEPTABLE_INTERESTING,
        desc = "atomic_read in inode_dio_wait does not acquire: truncate goes on before it sees the conversion.")
@Outcome(expect = FORBIDDEN, desc = "No such value was ever stored.")
@State
public class InodeDioWaitAgainstDone {
    private final Inode inode;
    private final Plain converted;

    public InodeDioWaitAgainstDone() {
        Kernel kernel = new Kernel(new ThreadMachine(), Faults.NONE);
        inode = new Inode(kernel, new SuperBlock(kernel), 12, 0, 0);
        converted = kernel.plain(new ObjectId("extent", 0), "converted", 0);
        inode.dioBegin();
    }

    @Actor
    public void completion() {
        converted.store(1);
        inode.dioDone();
    }

    @Actor
    public void truncate(I_Result r) {
        inode.dioWait();
        r.r1 = (int) converted.load();
    }
}

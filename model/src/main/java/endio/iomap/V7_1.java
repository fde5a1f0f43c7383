// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.kernel.Kernel;
import endio.vfs.UserPages;

/**
 * Commit 7fd8720dff2d (v7.0), as in v7.1: the queue of completions is made for asynchronous reads, too, since one that
 * fails is completed by a worker.
 */
public class V7_1 extends V7_1Readwq {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V7_1(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V7_1(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    @Override
    protected boolean needsWorker(IomapDio dio, IomapIter iomi) {
        return !iomi.waitForCompletion;
    }
}

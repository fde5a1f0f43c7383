// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.UserPages;

/**
 * Commit 187372a3b9fa (v4.6), "direct-io: always call ->end_io if non-NULL": also for a request that put nothing
 * under I/O or that failed. The callback is given the result in place of the bytes, and may replace it.
 */
public class V4_6 extends V4_5 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V4_6(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V4_6(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    /** {@code dio_complete}. */
    @Override
    protected long dioComplete(Dio dio, long offset, long ret, boolean async) {
        Outcome outcome = gather(dio, offset, ret);
        return completeDone(dio, offset, outcome.transferred(), ended(dio, offset, outcome.ret()), async);
    }

    /** Calls {@code end_io}, if there is one; returns the result of the request after it. */
    protected final long ended(Dio dio, long offset, long ret) {
        long err = dio.endIo == null ? 0 : endIo(dio, dio.endIo, offset, ret, 0, false);
        return err != 0 ? err : ret;
    }

    /**
     * {@code dio_bio_complete} reads the error again to return it, after the pages were handed over: of an
     * asynchronous read the bio may be gone by then. Nobody uses that value.
     */
    @Override
    protected int dioBioComplete(Dio dio, Bio bio) {
        int ret = super.dioBioComplete(dio, bio);
        if (dio.isAsync && !dio.write) {
            bio.biError().load();
        }
        return ret;
    }
}

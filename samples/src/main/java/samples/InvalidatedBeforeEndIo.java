// SPDX-License-Identifier: GPL-2.0-or-later
package samples;

import endio.iomap.IomapDio;
import endio.iomap.IomapDirectIo;
import endio.iomap.V5_3;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.I1V5_3Generation;

/**
 * Commit 5e25c269e17d (v4.14), "fs: invalidate page cache after end_io() in dio completion": 332391a9935d had dropped the pages of
 * an asynchronous write before {@code end_io} converted its blocks, so that a buffered reader in between brought zeros back into the
 * page cache, for good. What is mended is what v5.3 does.
 */
public final class InvalidatedBeforeEndIo extends I1V5_3Generation {

    @Override
    public About about() {
        return super.about().patch("invalidated-before-end-io", "iomap_dio_complete drops pages before end_io converts")
                .and("S35", "cache-unwritten").and("S35", "cache-xfs-unwritten");
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V5_3(kernel) {
            @Override
            protected long finish(IomapDio dio) {
                if (dio.error.load() == 0 && dio.write() && dio.inode.nrpages().load() != 0) {
                    super.invalidatePost(dio, dio.iocb.kiPos().load(), dio.size.load());
                }
                return super.finish(dio);
            }

            @Override
            protected void invalidatePost(IomapDio dio, long offset, long size) {
                // It was before end_io.
            }
        };
    }
}

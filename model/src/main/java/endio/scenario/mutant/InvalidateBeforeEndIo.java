// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.event.DioEvent;
import endio.iomap.IomapDio;
import endio.iomap.IomapDirectIo;
import endio.iomap.V6_1;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.I2V6_1Generation;

/** iomap as 332391a9935d left it, mended by 5e25c269e17d: pages are dropped before the file system's {@code end_io}. */
public final class InvalidateBeforeEndIo extends I2V6_1Generation {

    @Override
    public About about() {
        return super.about().mutant("invalidate-before-end-io", "cached pages are dropped before the conversion", "S34",
                "cache-unwritten")
                .also("S35");
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V6_1(kernel) {
            @Override
            protected long finish(IomapDio dio) {
                long offset = dio.iocb.kiPos().load();
                int error = (int) dio.error.load();
                long size = dio.size.load();
                kernel().say(new DioEvent.Gathered(dio.req(), dio.number(), size, 0, error, false));
                if (error == 0 && dio.write() && dio.inode.nrpages().load() != 0) {
                    invalidatePost(dio, offset, size);
                }
                long ret = hasEndIo(dio) ? endIo(dio, offset, size, error) : error;
                if (ret == 0) {
                    ret = cutAtEof(dio, offset, size);
                    moveKiPos(dio.iocb, offset + ret);
                }
                return ret;
            }
        };
    }
}

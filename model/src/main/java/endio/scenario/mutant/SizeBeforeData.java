// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.directio.Dio;
import endio.directio.Sdio;
import endio.directio.V3_12;
import endio.event.InodeEvent;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.IoVec;
import java.util.List;

/** The size grows when the write begins. */
public final class SizeBeforeData extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("size-before-data", "the size grows before the data is on disk", "S32", "aio-extend");
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel) {
            @Override
            protected int walk(Dio dio, Sdio sdio, List<IoVec> iov) {
                long end = dio.iocb.kiPos().load() + iov.stream().mapToLong(IoVec::len).sum();
                if (dio.write && end > dio.inode.iSize().load()) {
                    dio.inode.iSize().store(end);
                    kernel.say(new InodeEvent.SetIsize(dio.inode.ino(), end));
                }
                return super.walk(dio, sdio, iov);
            }
        };
    }
}

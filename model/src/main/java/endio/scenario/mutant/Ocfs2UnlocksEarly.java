// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.fs.ocfs2.Ocfs2Inode;
import endio.fs.ocfs2.Ocfs2V3_11;
import endio.fs.ocfs2.Ocfs2V4_6;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V4_6Generation;
import endio.vfs.BlockDevice;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import org.jspecify.annotations.Nullable;

/** OCFS2 gives the cluster lock up before the extents are marked: another node may have removed them by then. */
public final class Ocfs2UnlocksEarly extends V4_6Generation {

    @Override
    public About about() {
        return super.about().mutant("ocfs2-unlocks-early", "ocfs2_dio_end_io drops its locks first", "S49",
                "ocfs2-unwritten-truncate-elsewhere")
                .also("S1", "S22");
    }

    @Override
    public Ocfs2V3_11 ocfs2(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new Ocfs2V4_6(kernel, sb, directIo(kernel), bdev) {
            @Override
            protected long dioEndIo(Ocfs2Inode ip, Kiocb iocb, long offset, long bytes, @Nullable Object priv, long ret,
                    boolean async) {
                dropLocks(ip, iocb);
                return marked(ip, iocb, offset, bytes, priv);
            }
        };
    }
}

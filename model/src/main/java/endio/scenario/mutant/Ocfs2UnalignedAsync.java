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

/** i_mutex keeps submissions apart, and not what they submit. */
public final class Ocfs2UnalignedAsync extends V4_6Generation {

    @Override
    public About about() {
        return super.about().mutant("ocfs2-unaligned-async",
                "OCFS2 does not wait for an unaligned write", "S40", "ocfs2-unaligned-two").also("S41");
    }

    @Override
    public Ocfs2V3_11 ocfs2(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new Ocfs2V4_6(kernel, sb, directIo(kernel), bdev) {
            @Override
            protected void unalignedAio(Ocfs2Inode ip, Kiocb iocb) {}
        };
    }
}

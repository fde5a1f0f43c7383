// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.fs.ocfs2.Ocfs2Inode;
import endio.fs.ocfs2.Ocfs2V3_11;
import endio.kernel.Kernel;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.List;

/** OCFS2 as it was in the generation's kernel, on a device whose sectors are smaller than its blocks. */
final class Ocfs2Fs {
    private static final int BLOCK_BITS = Long.numberOfTrailingZeros(Scenario.BLOCK_SIZE);
    private static final int SECTOR_BITS = 9;

    private Ocfs2Fs() {}

    static Mounted mount(Kernel kernel, Scenario scenario, Generation generation) {
        if (!(generation instanceof V3_11Generation legacy)) {
            throw new IllegalArgumentException(generation.id() + " has no OCFS2");
        }
        SuperBlock sb = new SuperBlock(kernel);
        ChosenDevice bdev = new ChosenDevice(kernel, scenario, SECTOR_BITS);
        Ocfs2V3_11 ocfs2 = legacy.ocfs2(kernel, sb, bdev);
        List<Ocfs2Inode> files = new ArrayList<>();
        for (int file = 0; file < scenario.files(); file++) {
            files.add(new Ocfs2Inode(kernel, sb, BLOCK_BITS, scenario.iSize(), scenario.blocks(), scenario.table()));
        }
        scenario.writtenPages((page, dirty) -> ocfs2.aops().page(files.get(0), page, dirty));
        return new MountedFs<>(bdev, files)
                .direct((ip, iocb, iov, request) -> ocfs2.fileAioRead(ip, iocb, iov),
                        (ip, iocb, iov, request) -> ocfs2.fileAioWrite(ip, iocb, iov))
                .pages(ocfs2::readpage, ocfs2::bufferedWrite, ocfs2.aops()::writepages)
                .blocks(ocfs2::fallocate, ocfs2::removeInodeRange)
                .setattr(ocfs2::setattrSize).setattrElsewhere(ocfs2::truncateElsewhere)
                .syncs(ocfs2::syncFile, ocfs2::syncFs)
                .ends(ocfs2::evictInode, ocfs2::umount);
    }
}

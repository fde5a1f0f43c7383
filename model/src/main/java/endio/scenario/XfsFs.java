// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsInode;
import endio.kernel.Kernel;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.List;

/** XFS as it was in the generation's kernel. */
final class XfsFs {
    private static final int BLOCK_BITS = Long.numberOfTrailingZeros(Scenario.BLOCK_SIZE);

    private XfsFs() {}

    static Mounted mount(Kernel kernel, Scenario scenario, Generation generation) {
        SuperBlock sb = new SuperBlock(kernel);
        ChosenDevice bdev = new ChosenDevice(kernel, scenario, scenario.logicalBlockBits());
        Xfs xfs = of(kernel, generation, sb, bdev);
        List<XfsInode> files = new ArrayList<>();
        for (int file = 0; file < scenario.files(); file++) {
            files.add(new XfsInode(kernel, sb, BLOCK_BITS, scenario.iSize(), 0, scenario.blocks(), scenario.table()));
        }
        scenario.writtenPages((page, dirty) -> xfs.page(files.get(0), page, dirty));
        return new MountedFs<>(bdev, files)
                .direct((ip, iocb, iov, request) -> xfs.fileDioAioRead(ip, iocb, iov),
                        (ip, iocb, iov, request) -> xfs.fileDioAioWrite(ip, iocb, iov))
                .pages(xfs::readpage, xfs::bufferedWrite, xfs::vmWritepages)
                .blocks(xfs::fallocate, xfs::freeFileSpace)
                .setattr(xfs::setattrSize)
                .syncs(xfs::fileFsync, xfs::syncFs)
                .ends(xfs::inactive, xfs::umount);
    }

    private static Xfs of(Kernel kernel, Generation generation, SuperBlock sb, ChosenDevice bdev) {
        if (generation instanceof IomapGeneration iomap) {
            return iomap.xfs(kernel, sb, bdev);
        }
        if (generation instanceof V3_11Generation old) {
            return old.xfs(kernel, sb, bdev);
        }
        throw new IllegalArgumentException(generation.id() + " has no XFS");
    }
}

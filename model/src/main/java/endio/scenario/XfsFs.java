// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsInode;
import endio.kernel.Kernel;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.List;

/** XFS as it was in the generation's kernel. */
final class XfsFs implements Mounted {
    private static final int BLOCK_BITS = Long.numberOfTrailingZeros(Scenario.BLOCK_SIZE);

    private final Xfs xfs;
    private final ChosenDevice bdev;
    private final List<XfsInode> files = new ArrayList<>();

    private XfsFs(Kernel kernel, Scenario scenario, SuperBlock sb, ChosenDevice bdev, Xfs xfs) {
        this.xfs = xfs;
        this.bdev = bdev;
        for (int file = 0; file < scenario.files(); file++) {
            files.add(new XfsInode(kernel, sb, BLOCK_BITS, scenario.iSize(), 0, scenario.blocks(), scenario.table()));
        }
    }

    static XfsFs mount(Kernel kernel, Scenario scenario, Generation generation) {
        SuperBlock sb = new SuperBlock(kernel);
        ChosenDevice bdev = new ChosenDevice(kernel, scenario, BLOCK_BITS);
        if (generation instanceof IomapGeneration iomap) {
            return new XfsFs(kernel, scenario, sb, bdev, iomap.xfs(kernel, sb, bdev));
        }
        if (generation instanceof V3_11Generation old) {
            return new XfsFs(kernel, scenario, sb, bdev, old.xfs(kernel, sb, bdev));
        }
        throw new IllegalArgumentException(generation.id() + " has no XFS");
    }

    @Override
    public void request(Kiocb iocb, Actor.Request request) {
        XfsInode ip = files.get(request.file());
        if (request.write()) {
            xfs.fileDioAioWrite(ip, iocb, request.iov());
        } else {
            xfs.fileDioAioRead(ip, iocb, request.iov());
        }
    }

    @Override
    public Inode inode() {
        return files.get(0);
    }

    @Override
    public long writer(long lblk) {
        return bdev.writer(lblk);
    }

    @Override
    public String bufferedRead(long lblk) {
        return xfs.readpage(files.get(0), lblk);
    }

    @Override
    public void truncate(long size) {
        xfs.setattrSize(files.get(0), size);
    }

    @Override
    public void punchHole(long first, long len) {
        xfs.freeFileSpace(files.get(0), first, len);
    }

    @Override
    public void fsync() {
        xfs.fileFsync();
    }

    @Override
    public void syncFs() {
        xfs.syncFs();
    }

    @Override
    public void writeback(int wb, long first, int pages) {
        throw new IllegalStateException("writeback of XFS is not modelled");
    }

    @Override
    public void umount() {
        xfs.umount(files);
    }

    @Override
    public void fallocate(long first, long len) {
        xfs.fallocate(files.get(0), first, len);
    }

    @Override
    public void evict() {
        xfs.inactive(files.get(0));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.fs.ocfs2.Ocfs2Inode;
import endio.fs.ocfs2.Ocfs2V3_11;
import endio.kernel.Kernel;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.List;

/** OCFS2 as it was in the generation's kernel, on a device whose sectors are smaller than its blocks. */
final class Ocfs2Fs implements Mounted {
    private static final int BLOCK_BITS = Long.numberOfTrailingZeros(Scenario.BLOCK_SIZE);
    private static final int SECTOR_BITS = 9;

    private final Ocfs2V3_11 ocfs2;
    private final ChosenDevice bdev;
    private final List<Ocfs2Inode> files = new ArrayList<>();

    private Ocfs2Fs(Kernel kernel, Scenario scenario, SuperBlock sb, ChosenDevice bdev, Ocfs2V3_11 ocfs2) {
        this.ocfs2 = ocfs2;
        this.bdev = bdev;
        for (int file = 0; file < scenario.files(); file++) {
            files.add(new Ocfs2Inode(kernel, sb, BLOCK_BITS, scenario.iSize(), scenario.blocks(), scenario.table()));
        }
    }

    static Ocfs2Fs mount(Kernel kernel, Scenario scenario, Generation generation) {
        SuperBlock sb = new SuperBlock(kernel);
        ChosenDevice bdev = new ChosenDevice(kernel, scenario, SECTOR_BITS);
        if (generation instanceof V3_11Generation legacy) {
            return new Ocfs2Fs(kernel, scenario, sb, bdev, legacy.ocfs2(kernel, sb, bdev));
        }
        throw new IllegalArgumentException(generation.id() + " has no OCFS2");
    }

    @Override
    public void request(Kiocb iocb, Actor.Request request) {
        Ocfs2Inode ip = files.get(request.file());
        if (request.write()) {
            ocfs2.fileAioWrite(ip, iocb, request.iov());
        } else {
            ocfs2.fileAioRead(ip, iocb, request.iov());
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
        return ocfs2.readpage(files.get(0), lblk);
    }

    @Override
    public void truncate(long size) {
        ocfs2.setattrSize(files.get(0), size);
    }

    @Override
    public void truncateElsewhere(long size) {
        ocfs2.truncateElsewhere(files.get(0), size);
    }

    @Override
    public void punchHole(long first, long len) {
        ocfs2.removeInodeRange(files.get(0), first, len);
    }

    @Override
    public void fsync() {
        ocfs2.syncFile();
    }

    @Override
    public void syncFs() {
        ocfs2.syncFs();
    }

    @Override
    public void writeback(int wb, long first, int pages) {
        throw new IllegalStateException("writeback of OCFS2 is not modelled");
    }

    @Override
    public void umount() {
        ocfs2.umount(files);
    }

    @Override
    public void evict() {
        ocfs2.evictInode(files.get(0));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.fs.ext4.BlockMap;
import endio.fs.ext4.BlockState;
import endio.fs.ext4.Ext4File;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.kernel.Kernel;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.List;

/** ext4 as it was in the generation's kernel. */
final class Ext4Fs implements Mounted {
    private static final int BLOCK_BITS = Long.numberOfTrailingZeros(Scenario.BLOCK_SIZE);

    private final Scenario scenario;
    private final Ext4V3_11 ext4;
    private final ChosenDevice bdev;
    private final List<Ext4File> files = new ArrayList<>();

    Ext4Fs(Kernel kernel, Scenario scenario, Generation generation) {
        this.scenario = scenario;
        DirectIo core = generation.directIo(kernel);
        this.bdev = new ChosenDevice(kernel, scenario, BLOCK_BITS);
        SuperBlock sb = new SuperBlock(kernel);
        Mount mount = scenario.mount();
        this.ext4 = generation.ext4(kernel, sb, core, bdev, new Ext4Options(mount.dioreadNolock(), mount.journal()));
        ext4.fillSuper();
        for (int file = 0; file < scenario.files(); file++) {
            Ext4Inode inode = ext4.iget(BLOCK_BITS, scenario.iSize(), 0, i -> new BlockMap(kernel, i.id(), extents()));
            files.add(new Ext4File(ext4, inode));
        }
        lookAtAllThatWillBeUsed();
    }

    private List<endio.fs.ext4.Extent> extents() {
        return scenario.extents().stream()
                .map(e -> new endio.fs.ext4.Extent(e.lblk(), e.len(), e.pblk(),
                        e.unwritten() ? BlockState.UNWRITTEN : BlockState.WRITTEN))
                .toList();
    }

    /** Blocks and pages come into being when they are first looked at; whose look that is must not matter to others. */
    private void lookAtAllThatWillBeUsed() {
        long end = scenario.requests().stream().mapToLong(r -> r.offset() + r.bytes()).max().orElse(0);
        for (Ext4File file : files) {
            file.inode().blocks().state((int) (end / Scenario.BLOCK_SIZE));
        }
        scenario.dirtyPages().forEach(first().mapping()::setDirty);
        for (Actor actor : scenario.actors()) {
            if (actor instanceof Actor.BufferedWrite write) {
                first().mapping().dirty(write.page());
                ext4.flushBeforeDirectIo(first());
            }
        }
    }

    private Ext4Inode first() {
        return files.get(0).inode();
    }

    @Override
    public void request(Kiocb iocb, Actor.Request request) {
        Ext4File file = files.get(request.file());
        if (request.write()) {
            file.dioWrite(iocb, request.iov(), request.offset(), request.overwrite());
        } else {
            file.dioRead(iocb, request.iov(), request.offset());
        }
    }

    @Override
    public Inode inode() {
        return first();
    }

    @Override
    public long writer(long lblk) {
        return bdev.writer(lblk);
    }

    @Override
    public String bufferedRead(long lblk) {
        BlockState state = files.get(0).bufferedRead(lblk);
        return state == BlockState.WRITTEN ? "written" : state.text();
    }

    @Override
    public void truncate(long size) {
        ext4.truncateTo(first(), size);
    }

    @Override
    public void punchHole(long first, long len) {
        ext4.punchHole(first(), first, len);
    }

    @Override
    public void fsync() {
        long last = scenario.dirtyPages().stream().mapToLong(Long::longValue).max().orElse(-1);
        ext4.syncFile(first(), 0, last);
    }

    @Override
    public void syncFs() {
        ext4.syncFs();
    }

    @Override
    public void writeback(int wb, long first, int pages) {
        ext4.writepages(wb, first(), first, pages);
    }

    @Override
    public void umount() {
        ext4.umount(files.stream().map(Ext4File::inode).toList());
    }

    @Override
    public void fallocate(long first, long len) {
        ext4.fallocate(first(), first, (int) len);
    }

    @Override
    public void bufferedWrite(long page) {
        ext4.bufferedWrite(first(), page);
    }

    @Override
    public void evict() {
        ext4.evictInode(first(), true);
    }
}

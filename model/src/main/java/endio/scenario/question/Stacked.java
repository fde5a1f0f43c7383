// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.question;

import endio.directio.DirectIo;
import endio.event.ContextKind;
import endio.fs.ext4.BlockMap;
import endio.fs.ext4.BlockState;
import endio.fs.ext4.Ext4File;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V4_6;
import endio.fs.ext4.Extent;
import endio.scenario.Actor;
import endio.scenario.Generation;
import endio.scenario.Scenario;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * An ext4 on a loop device over a file of another ext4, which may be on a loop device itself. Data at the top is over
 * unwritten blocks, so that its completion is deferred; below it is over written ones. What a journal writes back is
 * below over unwritten ones: a completion waits for one below, and both are deferred.
 */
final class Stacked {
    private static final int BLOCK_BITS = 12;
    /** Blocks of the file at the top, and blocks for metadata of whoever is above in each other one. */
    private static final int FEW = 2;
    private static final long DISK = 1000;
    private final QueueKernel kernel;
    private final DirectIo core;
    private final Scenario scenario;

    private Stacked(QueueKernel kernel, Generation generation, Scenario scenario) {
        this.kernel = kernel;
        this.core = generation.directIo(kernel);
        this.scenario = scenario;
    }

    /** Boots {@code scenario}: one file system more than it has files. */
    static void boot(QueueKernel kernel, Generation generation, Scenario scenario) {
        new Stacked(kernel, generation, scenario).boot();
    }

    private void boot() {
        List<Actor.Request> requests = scenario.requests();
        int below = scenario.files();
        Ext4File file = bottom(FEW * below);
        for (int level = below; level > 0; level--) {
            file = over(file, FEW * level, FEW * (level - 1), requests.size());
        }
        Ext4File top = file;
        List<Kiocb> iocbs = new ArrayList<>();
        requests.forEach(r -> iocbs.add(new Kiocb(kernel, iocbs.size(), r.sync(), r.offset())));
        for (Kiocb iocb : iocbs) {
            Actor.Request request = requests.get(iocb.req());
            kernel.spawnTask("task" + iocb.req(), () -> top.dioWrite(iocb, request.iov(), request.offset(), false));
        }
    }

    private Ext4File bottom(int data) {
        BlockDevice disk = new BlockDevice(kernel, BLOCK_BITS) {
            @Override
            protected void accept(Bio bio) {
                kernel().spawn(ContextKind.IRQ, "irq/bio" + bio.number(), () -> end(bio, false));
            }
        };
        return file(new Ext4V4_6(kernel, superBlock(), core, disk, Ext4Options.DEFAULTS), data + FEW,
                List.of(new Extent(0, data, DISK, BlockState.WRITTEN), new Extent(data, FEW, DISK + data, BlockState.UNWRITTEN)));
    }

    /**
     * A file system on {@code backing}.
     *
     * @param below blocks of {@code backing} that are data
     * @param data blocks of its own file that are written; the rest is not
     */
    private Ext4File over(Ext4File backing, int below, int data, int firstReq) {
        List<Extent> extents = new ArrayList<>();
        if (data > 0) {
            extents.add(new Extent(0, data, 0, BlockState.WRITTEN));
        }
        extents.add(new Extent(data, FEW, data, BlockState.UNWRITTEN));
        Ext4Options options = new Ext4Options(false, scenario.mount().journal());
        return file(new JournaledAbove(kernel, superBlock(), core, new LoopDevice(kernel, backing, firstReq), options, below),
                data + FEW, extents);
    }

    private SuperBlock superBlock() {
        SuperBlock sb = new SuperBlock(kernel);
        sb.sDioDoneWq().store(kernel.queueFor());
        return sb;
    }

    private Ext4File file(Ext4V3_11 ext4, long blocks, List<Extent> extents) {
        ext4.fillSuper();
        Ext4Inode inode = ext4.iget(BLOCK_BITS, blocks << BLOCK_BITS, 0, i -> new BlockMap(kernel, i.id(), extents));
        return new Ext4File(ext4, inode);
    }
}

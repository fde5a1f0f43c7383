// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.fs.ext4.BlockMap;
import endio.fs.ext4.BlockState;
import endio.fs.ext4.Ext4File;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.kernel.Kernel;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.List;

/** ext4 as it was in the generation's kernel. */
final class Ext4Fs {
    private static final int BLOCK_BITS = Long.numberOfTrailingZeros(Scenario.BLOCK_SIZE);

    private Ext4Fs() {}

    static Mounted mount(Kernel kernel, Scenario scenario, Generation generation) {
        ChosenDevice bdev = new ChosenDevice(kernel, scenario, scenario.logicalBlockBits());
        Mount mount = scenario.mount();
        Ext4V3_11 ext4 = generation.ext4(kernel, new SuperBlock(kernel), generation.directIo(kernel), bdev,
                new Ext4Options(mount.dioreadNolock(), mount.journal()));
        ext4.fillSuper();
        List<Ext4Inode> files = new ArrayList<>();
        for (int file = 0; file < scenario.files(); file++) {
            files.add(ext4.iget(BLOCK_BITS, scenario.iSize(), 0, i -> new BlockMap(kernel, i.id(), extents(scenario))));
        }
        lookAtAllThatWillBeUsed(scenario, ext4, files);
        long last = scenario.dirtyPages().stream().mapToLong(Long::longValue).max().orElse(-1);
        return new MountedFs<>(bdev, files)
                .direct((inode, iocb, iov, r) -> new Ext4File(ext4, inode).dioRead(iocb, iov, r.offset()),
                        (inode, iocb, iov, r) ->
                                new Ext4File(ext4, inode).dioWrite(iocb, iov, r.offset(), r.overwrite()))
                .pages((inode, lblk) -> saw(ext4.readpage(inode, lblk)), ext4::bufferedWrite, ext4::writepages)
                .blocks((inode, first, len) -> ext4.fallocate(inode, first, (int) len), ext4::punchHole)
                .setattr(ext4::truncateTo)
                .syncs(inode -> ext4.syncFile(inode, 0, last), ext4::syncFs)
                .ends(inode -> ext4.evictInode(inode, true), ext4::umount);
    }

    private static String saw(BlockState state) {
        return state == BlockState.WRITTEN ? "written" : state.text();
    }

    private static List<endio.fs.ext4.Extent> extents(Scenario scenario) {
        return scenario.extents().stream()
                .map(e -> new endio.fs.ext4.Extent(e.lblk(), e.len(), e.pblk(),
                        e.unwritten() ? BlockState.UNWRITTEN : BlockState.WRITTEN))
                .toList();
    }

    /** Blocks and pages come into being when they are first looked at; whose look that is must not matter to others. */
    private static void lookAtAllThatWillBeUsed(Scenario scenario, Ext4V3_11 ext4, List<Ext4Inode> files) {
        long end = scenario.requests().stream().mapToLong(r -> r.offset() + r.bytes()).max().orElse(0);
        files.forEach(inode -> inode.blocks().state((int) (end / Scenario.BLOCK_SIZE)));
        scenario.writtenPages((page, dirty) -> {
            if (dirty) {
                files.get(0).mapping().setDirty(page);
            } else {
                files.get(0).mapping().dirty(page);
                ext4.flushBeforeDirectIo(files.get(0));
            }
        });
    }
}

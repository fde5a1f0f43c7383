// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

import endio.directio.DirectIo;
import endio.event.DioEvent;
import endio.event.Errno;
import endio.event.ObjectId;
import endio.event.RequestEvent;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.vfs.BufferHead;
import endio.vfs.BufferHead.State;
import endio.vfs.DioIodone;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The direct-I/O core over a file system that maps every second block of the device, so that each block is a bio of its own,
 * and asks to be deferred if it is told to.
 */
final class CoreWorld {
    private final Stage stage;
    private final Kernel kernel;
    private final DirectIo core;
    final HeldBios device;
    final SuperBlock sb;
    private final boolean defers;
    private final @Nullable DioIodone endIo;
    /** 1 once the walk is over: bios may end. */
    private final Plain unplugged;

    CoreWorld(Stage stage, Function<Kernel, DirectIo> core, boolean defers, @Nullable DioIodone endIo) {
        this(stage, core.apply(stage.kernel()), new SuperBlock(stage.kernel()), defers, endIo);
    }

    private CoreWorld(Stage stage, DirectIo core, SuperBlock sb, boolean defers, @Nullable DioIodone endIo) {
        this.stage = stage;
        this.kernel = stage.kernel();
        this.core = core;
        this.device = new HeldBios(kernel);
        this.sb = sb;
        this.defers = defers;
        this.endIo = endIo;
        this.unplugged = kernel.plain(new ObjectId("device", 0), "unplugged", 0);
        stage.listen(event -> {
            if (event instanceof DioEvent.Unplug) {
                unplugged.storeRelease(1);
            }
        });
    }

    /** A world in which nothing is deferred and nobody called back. */
    static CoreWorld plain(Stage stage, Function<Kernel, DirectIo> core) {
        return new CoreWorld(stage, core, false, null);
    }

    /** Another device and the same super block. */
    CoreWorld ofSameSuperBlock() {
        return new CoreWorld(stage, core, sb, defers, endIo);
    }

    Inode inode() {
        return new Inode(kernel, sb, HeldBios.BLOCK_BITS, 64 * HeldBios.BLOCK, 0);
    }

    /** {@code __blockdev_direct_IO} of a write of so many blocks; what it returns. */
    String write(int req, boolean sync, Inode inode, int blocks) {
        Kiocb iocb = new Kiocb(kernel, req, sync, 0);
        long ret = core.blockdevDirectIo(true, iocb, inode, device, List.of(new IoVec(0, blocks * HeldBios.BLOCK)), 0,
                this::getBlock, endIo, null, Set.of(DirectIo.Flag.LOCKING));
        return ret == -Errno.EIOCBQUEUED ? "queued" : result(ret);
    }

    private int getBlock(Inode inode, int req, long iblock, BufferHead bh, boolean create) {
        bh.bSize = HeldBios.BLOCK;
        bh.bBlocknr = 2 * iblock;
        bh.set(State.MAPPED);
        if (defers) {
            bh.set(State.DEFER_COMPLETION);
            bh.bPrivate = this;
        }
        return 0;
    }

    /** Ends a bio in the calling part as soon as it was submitted. */
    void endBio(int n, int status) {
        device.end(n, status);
    }

    /** Ends a bio in the calling part when the walk is over, so that it races with what the submitter does then. */
    void endBioUnplugged(int n, int status) {
        unplugged.awaitAtLeast(1);
        device.end(n, status);
    }

    /** Whether the calling part completed a request: freed its dio. */
    String completed() {
        int freed = stage.said(DioEvent.DioFree.class).size();
        return freed == 0 ? "-" : freed == 1 ? "completes" : "completes twice";
    }

    /** How requests were reported. */
    String reported() {
        List<RequestEvent.AioComplete> all = stage.allSaid(RequestEvent.AioComplete.class);
        return all.isEmpty() ? "unreported" : all.size() == 1 ? result(all.get(0).res()) : "reported " + all.size() + " times";
    }

    /** A result, for people. */
    static String result(long ret) {
        long blocks = ret / HeldBios.BLOCK;
        return ret < 0 ? "error " + -ret : blocks == 1 ? "1 block" : blocks + " blocks";
    }
}

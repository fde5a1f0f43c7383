// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.event.ContextKind;
import endio.event.Errno;
import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.explore.Finding;
import endio.fs.ext4.BlockMap;
import endio.fs.ext4.BlockState;
import endio.fs.ext4.Ext4File;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V5_5;
import endio.fs.ext4.Extent;
import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsInode;
import endio.fs.xfs.XfsV6_1;
import endio.kernel.Kernel;
import endio.machine.Machine;
import endio.machine.Program;
import endio.property.Properties;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.BlockTable;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A file on a file system over the iomap engine, requests, and others beside them; to be searched whole. The file has
 * two blocks far from each other, so that a request over both has two bios.
 */
record IomapWorld(BiFunction<Kernel, UserPages, IomapDirectIo> engine, @Nullable Ext4 ext4, boolean unwritten,
        int errors, Set<String> faults, long iSize, List<Request> requests, List<Other> others) {
    static final int BLOCK_BITS = 12;
    static final long BLOCK = 1 << BLOCK_BITS;

    /** Which ext4, and how it is made. */
    interface Ext4 {
        Ext4V5_5 mount(Kernel kernel, SuperBlock sb, IomapDirectIo engine, BlockDevice bdev);
    }

    /** A request for blocks. */
    record Request(boolean write, boolean sync, long block, long blocks, Set<Kiocb.Flag> flags) {}

    /** Who acts beside the requests. */
    enum Other {
        /** {@code truncate} to nothing. */
        TRUNCATE,
        /** Reads block 0 through the page cache when request 0 is reported. */
        READ_AFTER,
        /** Finishes request 0 if it is handed over. */
        ISSUER,
        /** {@code umount} when all is over. */
        UMOUNT
    }

    /** XFS over {@code engine}. */
    static IomapWorld xfs(BiFunction<Kernel, UserPages, IomapDirectIo> engine) {
        return new IomapWorld(engine, null, false, 0, Set.of(), 2 * BLOCK, List.of(), List.of());
    }

    /** ext4 over {@code engine}. */
    static IomapWorld ext4(BiFunction<Kernel, UserPages, IomapDirectIo> engine, Ext4 ext4) {
        return new IomapWorld(engine, ext4, false, 0, Set.of(), 2 * BLOCK, List.of(), List.of());
    }


    /** The blocks are unwritten. */
    IomapWorld onUnwritten() {
        return new IomapWorld(engine, ext4, true, errors, faults, iSize, requests, others);
    }

    /** So many bios of a request may fail. */
    IomapWorld failing(int bios) {
        return new IomapWorld(engine, ext4, unwritten, bios, faults, iSize, requests, others);
    }

    /** This may go wrong, once in each thread. */
    IomapWorld fault(String what) {
        Set<String> more = new TreeSet<>(faults);
        more.add(what);
        return new IomapWorld(engine, ext4, unwritten, errors, more, iSize, requests, others);
    }

    /** Size of the file in blocks. */
    IomapWorld size(long blocks) {
        return new IomapWorld(engine, ext4, unwritten, errors, faults, blocks * BLOCK, requests, others);
    }

    IomapWorld aioWrite(long block, long blocks, Kiocb.Flag... flags) {
        return request(new Request(true, false, block, blocks, Set.of(flags)));
    }

    IomapWorld syncWrite(long block, long blocks, Kiocb.Flag... flags) {
        return request(new Request(true, true, block, blocks, Set.of(flags)));
    }

    IomapWorld aioRead(long block, long blocks) {
        return request(new Request(false, false, block, blocks, Set.of()));
    }

    IomapWorld syncRead(long block, long blocks) {
        return request(new Request(false, true, block, blocks, Set.of()));
    }

    private IomapWorld request(Request request) {
        List<Request> more = new ArrayList<>(requests);
        more.add(request);
        return new IomapWorld(engine, ext4, unwritten, errors, faults, iSize, more, others);
    }

    IomapWorld with(Other other) {
        List<Other> more = new ArrayList<>(others);
        more.add(other);
        return new IomapWorld(engine, ext4, unwritten, errors, faults, iSize, requests, more);
    }

    /** Searches it whole and judges every property. */
    Exploration explore() {
        return Explorer.explore(program(), ExploreOptions.DEFAULT.withProperties(Properties.all()));
    }

    /** Ids of the properties that are violated, crashes and deadlocks among them. */
    SortedSet<String> violated() {
        Exploration exploration = explore();
        if (!exploration.complete()) {
            throw new AssertionError("the search was not complete: " + exploration.verdict());
        }
        SortedSet<String> violated = new TreeSet<>();
        exploration.findings().stream().map(Finding::property).forEach(violated::add);
        return violated;
    }

    Program program() {
        return machine -> new Boot(this, machine).run();
    }

    /** What an execution is made of. */
    private static final class Boot {
        private final IomapWorld world;
        private final Kernel kernel;
        private final BlockDevice device;
        private final @Nullable Ext4V5_5 ext4;
        private final @Nullable Ext4File file;
        private final @Nullable Xfs xfs;
        private final @Nullable XfsInode ip;
        private final List<Kiocb> iocbs = new ArrayList<>();

        Boot(IomapWorld world, Machine machine) {
            this.world = world;
            Set<String> once = new TreeSet<>();
            this.kernel = new Kernel(machine, (m, what) -> world.faults.stream().anyMatch(what::startsWith)
                    && !once.contains(m.current().thread() + what) && m.choose(what + " fails", 2) == 1
                    && once.add(m.current().thread() + what));
            UserPages pages = UserPages.of(kernel);
            SuperBlock sb = new SuperBlock(kernel);
            IomapDirectIo engine = world.engine.apply(kernel, pages);
            this.device = new ChosenDevice(kernel, world.errors);
            if (world.ext4 == null) {
                this.ext4 = null;
                this.file = null;
                this.xfs = engine instanceof V6_1 ? new XfsV6_1(kernel, sb, engine, device, pages)
                        : new Xfs(kernel, sb, engine, device, pages);
                this.ip = new XfsInode(kernel, sb, BLOCK_BITS, world.iSize, 0, 3, List.of(
                        new BlockTable.Extent(0, 100, 1, world.unwritten), new BlockTable.Extent(1, 200, 1, world.unwritten)));
            } else {
                this.xfs = null;
                this.ip = null;
                this.ext4 = world.ext4.mount(kernel, sb, engine, device);
                ext4.fillSuper();
                BlockState state = world.unwritten ? BlockState.UNWRITTEN : BlockState.WRITTEN;
                Ext4Inode inode = ext4.iget(BLOCK_BITS, world.iSize, 0, i -> new BlockMap(kernel, i.id(),
                        List.of(new Extent(0, 1, 100, state), new Extent(1, 1, 200, state))));
                inode.blocks().state(3);
                this.file = new Ext4File(ext4, inode);
            }
        }

        void run() {
            for (Request request : world.requests) {
                int req = iocbs.size();
                Kiocb iocb = new Kiocb(kernel, req, request.sync, request.block * BLOCK, request.flags);
                iocbs.add(iocb);
                kernel.spawnTask("task" + req, () -> request(iocb, request));
            }
            for (Other other : world.others) {
                kernel.spawnTask(other.name().toLowerCase(Locale.ROOT), () -> act(other));
            }
        }

        private void request(Kiocb iocb, Request request) {
            List<IoVec> iov = List.of(new IoVec(0, request.blocks * BLOCK));
            if (xfs != null && ip != null) {
                if (request.write) {
                    xfs.fileDioAioWrite(ip, iocb, iov);
                } else {
                    xfs.fileDioAioRead(ip, iocb, iov);
                }
            } else if (file != null && request.write) {
                file.dioWrite(iocb, iov, request.block * BLOCK, false);
            } else if (file != null) {
                file.dioRead(iocb, iov, request.block * BLOCK);
            }
        }

        private void act(Other other) {
            switch (other) {
                case TRUNCATE -> truncate();
                case READ_AFTER -> {
                    iocbs.get(0).awaitReported();
                    read();
                }
                case ISSUER -> iocbs.get(0).finishDeferred();
                default -> {
                    iocbs.forEach(Kiocb::awaitReported);
                    umount();
                }
            }
        }

        private void truncate() {
            if (xfs != null && ip != null) {
                xfs.setattrSize(ip, 0);
            } else if (ext4 != null && file != null) {
                ext4.truncateTo(file.inode(), 0);
            }
        }

        private void read() {
            if (xfs != null && ip != null) {
                xfs.readpage(ip, 0);
            } else if (file != null) {
                file.bufferedRead(0);
            }
        }

        private void umount() {
            if (xfs != null && ip != null) {
                xfs.umount(List.of(ip));
            } else if (ext4 != null && file != null) {
                ext4.umount(List.of(file.inode()));
            }
        }
    }

    /** Ends each bio in an interrupt of its own; some fail, by choice. */
    private static final class ChosenDevice extends BlockDevice {
        private final int errors;
        private int failed;

        ChosenDevice(Kernel kernel, int errors) {
            super(kernel, 9);
            this.errors = errors;
        }

        @Override
        protected void accept(Bio bio) {
            boolean fails = failed < errors && kernel().machine().choose("bio" + bio.number() + " fails", 2) == 1;
            failed += fails ? 1 : 0;
            kernel().spawn(ContextKind.IRQ, "irq/bio" + bio.number(), () -> end(bio, fails ? -Errno.EIO : 0));
        }
    }
}

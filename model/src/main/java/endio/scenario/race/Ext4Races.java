// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.event.ContextKind;
import endio.event.FileSystemEvent;
import endio.event.IoEndEvent;
import endio.fs.ext4.BlockState;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V3_12;
import endio.fs.ext4.Ext4V4_6;
import endio.fs.ext4.Extent;
import endio.fs.ext4.IoEnd;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** What several contexts do to an io_end, to the lists that it waits on, and to the inode's counters. */
final class Ext4Races {
    private static final String K1 = "K1: the submitter's put converts, and the core has completed the request already.";

    private Ext4Races() {}

    /** Makes an ext4 of some kernel. */
    private interface Maker {
        Ext4V3_11 make(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options);
    }

    private static Ext4V3_11 mount(Stage stage, Maker of) {
        Kernel kernel = stage.kernel();
        return of.make(kernel, new SuperBlock(kernel), new V3_12(kernel), new HeldBios(kernel), Ext4Options.DEFAULTS);
    }

    static List<Race> all() {
        Race v311 = Race.of("io-end-put", "V3_11", "the submitter and the completion put an io_end", put(Ext4V3_11::new, true));
        Race v312 = Race.of("io-end-put", "V3_12", v311.title(), put(Ext4V3_12::new, false))
                .note("converts, -, converted, freed once, none unwritten", K1);
        Race list = Race.of("conversion-list", "V3_11", "an io_end is appended while the worker takes the list",
                list(Ext4V3_11::new));
        Race balance = Race.of("i-unwritten", "V3_12", "one io_end is marked unwritten while another one is converted",
                balance(Ext4V3_12::new));
        return List.of(
                v311,
                v312,
                Race.of("io-end-put", "V4_6", v311.title(), put(Ext4V4_6::new, false)),
                v311.broken("plain-count", "The count is loaded and stored.", put(PlainCount::new, true)),
                list,
                list.broken("append-outside-lock", "The list is changed without its lock.", list(Unlocked::new)),
                balance,
                Race.of("i-unwritten", "V4_6", balance.title(), balance(Ext4V4_6::new)),
                balance.broken("plain-balance", "i_unwritten is loaded and stored.", balance(PlainBalance::new)));
    }

    private static Ext4Inode inode(Ext4V3_11 ext4) {
        ext4.fillSuper();
        Ext4Inode inode = new Ext4Inode(ext4.kernel(), ext4.sb(), HeldBios.BLOCK_BITS, 2 * HeldBios.BLOCK, 0,
                List.of(new Extent(0, 2, 7, BlockState.UNWRITTEN)));
        ext4.allocInode(inode);
        return inode;
    }

    private static IoEnd unwritten(Ext4V3_11 ext4, Ext4Inode inode, int req) {
        IoEnd io = Objects.requireNonNull(ext4.initIoEnd(inode, req));
        ext4.setIoUnwrittenFlag(inode, io, req);
        io.offset.store(req * HeldBios.BLOCK);
        io.size.store(HeldBios.BLOCK);
        return io;
    }

    private static String converted(Stage stage) {
        int times = stage.said(FileSystemEvent.ConvertEnd.class).size();
        return times == 0 ? "-" : times == 1 ? "converts" : "converts " + times + " times";
    }

    /** Two references; the completion's put is a deferring one where it runs in an interrupt. */
    private static Consumer<Stage> put(Maker of, boolean defer) {
        return stage -> {
            Ext4V3_11 ext4 = mount(stage, of);
            Ext4Inode inode = inode(ext4);
            IoEnd io = unwritten(ext4, inode, 0);
            ext4.getIoEnd(io);
            stage.part(ContextKind.TASK, "submitter", () -> {
                ext4.putIoEnd(io);
                return converted(stage);
            });
            stage.part(defer ? ContextKind.IRQ : ContextKind.KWORKER, "completion", () -> {
                if (defer) {
                    ext4.putIoEndDefer(io);
                } else {
                    ext4.putIoEnd(io);
                }
                return converted(stage);
            });
            stage.end(() -> (inode.blocks().state(0) == BlockState.WRITTEN ? "converted" : "unwritten") + ", freed "
                    + times(stage.allSaid(IoEndEvent.IoEndFree.class).size()) + ", "
                    + (inode.unwritten().read() == 0 ? "none unwritten" : inode.unwritten().read() + " unwritten"));
        };
    }

    private static String times(int n) {
        return n == 0 ? "never" : n == 1 ? "once" : n + " times";
    }

    /** One io_end is on the list and its work queued; the other one comes while the worker runs. */
    private static Consumer<Stage> list(Maker of) {
        return stage -> {
            Ext4V3_11 ext4 = mount(stage, of);
            Ext4Inode inode = inode(ext4);
            IoEnd first = unwritten(ext4, inode, 0);
            IoEnd second = unwritten(ext4, inode, 1);
            ext4.addCompleteIo(first);
            stage.part(ContextKind.KWORKER, "worker", () -> {
                stage.runStarted();
                return converted(stage);
            });
            stage.part(ContextKind.IRQ, "completion", () -> {
                ext4.addCompleteIo(second);
                return "appended";
            });
            stage.end(() -> stage.allSaid(IoEndEvent.IoEndFree.class).size() + " converted and freed");
        };
    }

    private static Consumer<Stage> balance(Maker of) {
        return stage -> {
            Ext4V3_11 ext4 = mount(stage, of);
            Ext4Inode inode = inode(ext4);
            IoEnd old = unwritten(ext4, inode, 0);
            IoEnd fresh = Objects.requireNonNull(ext4.initIoEnd(inode, 1));
            stage.part(ContextKind.KWORKER, "worker", () -> {
                ext4.clearIoUnwrittenFlag(old);
                return "cleared";
            });
            stage.part(ContextKind.TASK, "submitter", () -> {
                ext4.setIoUnwrittenFlag(inode, fresh, 1);
                return "set";
            });
            stage.end(() -> inode.unwritten().read() + " unwritten");
        };
    }

    /** {@code count} is not atomic. */
    private static final class PlainCount extends Ext4V3_11 {
        PlainCount(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
            super(kernel, sb, core, bdev, options);
        }

        @Override
        protected boolean decAndTestCount(IoEnd io) {
            long left = io.count.read() - 1;
            io.count.set(left);
            kernel().say(new IoEndEvent.IoEndPut(io.number(), left));
            return left == 0;
        }
    }

    /** {@code ext4_add_complete_io} does not take {@code i_completed_io_lock}. */
    private static final class Unlocked extends Ext4V3_11 {
        Unlocked(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
            super(kernel, sb, core, bdev, options);
        }

        @Override
        public void addCompleteIo(IoEnd io) {
            Ext4Inode inode = io.inode();
            queueAndAppend(inode.iUnrsvConversionList, "unrsv", unrsvConversionWq(), inode.iUnrsvConversionWork, io);
        }
    }

    /** {@code i_unwritten} goes down by a load and a store. */
    private static final class PlainBalance extends Ext4V3_12 {
        PlainBalance(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
            super(kernel, sb, core, bdev, options);
        }

        @Override
        public void clearIoUnwrittenFlag(IoEnd io) {
            io.flag.store(io.flag.load() & ~IoEnd.UNWRITTEN);
            Ext4Inode inode = io.inode();
            inode.unwritten().set(inode.unwritten().read() - 1);
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

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
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** What several contexts do to an io_end, to the lists that it waits on, and to the inode's counters. */
final class Ext4Races {
    private static final String K1 = "K1: the submitter's put converts, and the core has completed the request already.";

    private Ext4Races() {}

    /** An ext4 whose functions can be called one by one. */
    private interface Calls {
        Ext4V3_11 ext4();

        IoEnd init(Ext4Inode inode, int req);

        IoEnd get(IoEnd io);

        void put(IoEnd io);

        void putDefer(IoEnd io);

        void setUnwritten(Ext4Inode inode, IoEnd io);

        void clearUnwritten(IoEnd io);

        void complete(IoEnd io);
    }

    static List<Race> all() {
        Race v311 = Race.of("io-end-put", "V3_11", "the submitter and the completion put an io_end", put(Of3_11::new, true));
        Race v312 = Race.of("io-end-put", "V3_12", v311.title(), put(Of3_12::new, false))
                .note("converts, -, converted, freed once, none unwritten", K1);
        Race list = Race.of("conversion-list", "V3_11", "an io_end is appended while the worker takes the list",
                list(Of3_11::new));
        Race balance = Race.of("i-unwritten", "V3_12", "one io_end is marked unwritten while another one is converted",
                balance(Of3_12::new));
        return List.of(
                v311,
                v312,
                Race.of("io-end-put", "V4_6", v311.title(), put(Of4_6::new, false)),
                v311.broken("plain-count", "The count is loaded and stored.", put(PlainCount::new, true)),
                list,
                list.broken("append-outside-lock", "The list is changed without its lock.", list(Unlocked::new)),
                balance,
                Race.of("i-unwritten", "V4_6", balance.title(), balance(Of4_6::new)),
                balance.broken("plain-balance", "i_unwritten is loaded and stored.", balance(PlainBalance::new)));
    }

    private static Ext4Inode inode(Calls calls) {
        calls.ext4().fillSuper();
        Ext4Inode inode = new Ext4Inode(calls.ext4().kernel(), calls.ext4().sb(), HeldBios.BLOCK_BITS, 2 * HeldBios.BLOCK, 0,
                List.of(new Extent(0, 2, 7, BlockState.UNWRITTEN)));
        calls.ext4().allocInode(inode);
        return inode;
    }

    private static IoEnd unwritten(Calls calls, Ext4Inode inode, int req) {
        IoEnd io = Objects.requireNonNull(calls.init(inode, req));
        calls.setUnwritten(inode, io);
        io.offset.store(req * HeldBios.BLOCK);
        io.size.store(HeldBios.BLOCK);
        return io;
    }

    private static String converted(Stage stage) {
        int times = stage.said(FileSystemEvent.ConvertEnd.class).size();
        return times == 0 ? "-" : times == 1 ? "converts" : "converts " + times + " times";
    }

    /** Two references; the completion's put is a deferring one where it runs in an interrupt. */
    private static Consumer<Stage> put(Function<Kernel, Calls> of, boolean defer) {
        return stage -> {
            Calls calls = of.apply(stage.kernel());
            Ext4Inode inode = inode(calls);
            IoEnd io = unwritten(calls, inode, 0);
            calls.get(io);
            stage.part(ContextKind.TASK, "submitter", () -> {
                calls.put(io);
                return converted(stage);
            });
            stage.part(defer ? ContextKind.IRQ : ContextKind.KWORKER, "completion", () -> {
                if (defer) {
                    calls.putDefer(io);
                } else {
                    calls.put(io);
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
    private static Consumer<Stage> list(Function<Kernel, Calls> of) {
        return stage -> {
            Calls calls = of.apply(stage.kernel());
            Ext4Inode inode = inode(calls);
            IoEnd first = unwritten(calls, inode, 0);
            IoEnd second = unwritten(calls, inode, 1);
            calls.complete(first);
            stage.part(ContextKind.KWORKER, "worker", () -> {
                stage.runStarted();
                return converted(stage);
            });
            stage.part(ContextKind.IRQ, "completion", () -> {
                calls.complete(second);
                return "appended";
            });
            stage.end(() -> stage.allSaid(IoEndEvent.IoEndFree.class).size() + " converted and freed");
        };
    }

    private static Consumer<Stage> balance(Function<Kernel, Calls> of) {
        return stage -> {
            Calls calls = of.apply(stage.kernel());
            Ext4Inode inode = inode(calls);
            IoEnd old = unwritten(calls, inode, 0);
            IoEnd fresh = Objects.requireNonNull(calls.init(inode, 1));
            stage.part(ContextKind.KWORKER, "worker", () -> {
                calls.clearUnwritten(old);
                return "cleared";
            });
            stage.part(ContextKind.TASK, "submitter", () -> {
                calls.setUnwritten(inode, fresh);
                return "set";
            });
            stage.end(() -> inode.unwritten().read() + " unwritten");
        };
    }

    private static class Of3_11 extends Ext4V3_11 implements Calls {
        Of3_11(Kernel kernel) {
            super(kernel, new SuperBlock(kernel), new V3_12(kernel), new HeldBios(kernel), Ext4Options.DEFAULTS);
        }

        @Override
        public Ext4V3_11 ext4() {
            return this;
        }

        @Override
        public IoEnd init(Ext4Inode inode, int req) {
            return Objects.requireNonNull(initIoEnd(inode, req));
        }

        @Override
        public IoEnd get(IoEnd io) {
            return getIoEnd(io);
        }

        @Override
        public void put(IoEnd io) {
            putIoEnd(io);
        }

        @Override
        public void putDefer(IoEnd io) {
            putIoEndDefer(io);
        }

        @Override
        public void setUnwritten(Ext4Inode inode, IoEnd io) {
            setIoUnwrittenFlag(inode, io, io.req());
        }

        @Override
        public void clearUnwritten(IoEnd io) {
            clearIoUnwrittenFlag(io);
        }

        @Override
        public void complete(IoEnd io) {
            addCompleteIo(io);
        }
    }

    private static class Of3_12 extends Ext4V3_12 implements Calls {
        Of3_12(Kernel kernel) {
            super(kernel, new SuperBlock(kernel), new V3_12(kernel), new HeldBios(kernel), Ext4Options.DEFAULTS);
        }

        @Override
        public Ext4V3_11 ext4() {
            return this;
        }

        @Override
        public IoEnd init(Ext4Inode inode, int req) {
            return Objects.requireNonNull(initIoEnd(inode, req));
        }

        @Override
        public IoEnd get(IoEnd io) {
            return getIoEnd(io);
        }

        @Override
        public void put(IoEnd io) {
            putIoEnd(io);
        }

        @Override
        public void putDefer(IoEnd io) {
            putIoEndDefer(io);
        }

        @Override
        public void setUnwritten(Ext4Inode inode, IoEnd io) {
            setIoUnwrittenFlag(inode, io, io.req());
        }

        @Override
        public void clearUnwritten(IoEnd io) {
            clearIoUnwrittenFlag(io);
        }

        @Override
        public void complete(IoEnd io) {
            addCompleteIo(io);
        }
    }

    private static final class Of4_6 extends Ext4V4_6 implements Calls {
        Of4_6(Kernel kernel) {
            super(kernel, new SuperBlock(kernel), new V3_12(kernel), new HeldBios(kernel), Ext4Options.DEFAULTS);
        }

        @Override
        public Ext4V3_11 ext4() {
            return this;
        }

        @Override
        public IoEnd init(Ext4Inode inode, int req) {
            return Objects.requireNonNull(initIoEnd(inode, req));
        }

        @Override
        public IoEnd get(IoEnd io) {
            return getIoEnd(io);
        }

        @Override
        public void put(IoEnd io) {
            putIoEnd(io);
        }

        @Override
        public void putDefer(IoEnd io) {
            putIoEndDefer(io);
        }

        @Override
        public void setUnwritten(Ext4Inode inode, IoEnd io) {
            setIoUnwrittenFlag(inode, io, io.req());
        }

        @Override
        public void clearUnwritten(IoEnd io) {
            clearIoUnwrittenFlag(io);
        }

        @Override
        public void complete(IoEnd io) {
            addCompleteIo(io);
        }
    }

    /** {@code count} is not atomic. */
    private static final class PlainCount extends Of3_11 {
        PlainCount(Kernel kernel) {
            super(kernel);
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
    private static final class Unlocked extends Of3_11 {
        Unlocked(Kernel kernel) {
            super(kernel);
        }

        @Override
        protected void addCompleteIo(IoEnd io) {
            Ext4Inode inode = io.inode();
            queueAndAppend(inode.iUnrsvConversionList, "unrsv", unrsvConversionWq(), inode.iUnrsvConversionWork, io);
        }
    }

    /** {@code i_unwritten} goes down by a load and a store. */
    private static final class PlainBalance extends Of3_12 {
        PlainBalance(Kernel kernel) {
            super(kernel);
        }

        @Override
        protected void clearIoUnwrittenFlag(IoEnd io) {
            io.flag.store(io.flag.load() & ~IoEnd.UNWRITTEN);
            Ext4Inode inode = io.inode();
            inode.unwritten().set(inode.unwritten().read() - 1);
        }
    }
}

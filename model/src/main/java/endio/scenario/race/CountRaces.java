// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.event.ContextKind;
import endio.event.InodeEvent;
import endio.event.ObjectId;
import endio.fs.ext4.BlockState;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Extent;
import endio.kernel.Faults;
import endio.kernel.Flags;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.machine.Machine;
import endio.scenario.Generation;
import endio.scenario.V3_12Generation;
import endio.scenario.mutant.NoRecheckInDioWait;
import endio.scenario.mutant.ReaderLooksFirst;
import endio.scenario.mutant.TruncaterLooksFirst;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code i_dio_count} and who waits for it, readers that go without a lock, and flags that several set. */
final class CountRaces {
    private static final String NOT_ORDERED = "atomic_read in inode_dio_wait orders nothing: truncate goes on before it sees "
            + "what the completion left.";

    private CountRaces() {}

    static List<Race> all() {
        Race wait = Race.of("dio-count-wait", "V3_12", "truncate waits for i_dio_count, which the last request brings to 0",
                dioWait(new V3_12Generation())).beyond("done, stale", NOT_ORDERED);
        Race two = Race.of("dio-count-two", "V3_12", "two requests of one inode are done", doneTwice(CountRaces::inode));
        Race reader = Race.of("unlocked-reader", "V3_12", "a direct read without i_mutex beside a hole punch",
                unlockedReader(new V3_12Generation()));
        Race flags = Race.of("b-state", "V3_12", "two bits of a buffer head are set", bits(Flags::set));
        return List.of(
                wait,
                wait.broken("no-recheck-in-dio-wait", "inode_dio_wait sleeps without looking again.",
                        dioWait(new NoRecheckInDioWait())),
                two,
                two.broken("plain-count", "The count is loaded and stored.", doneTwice(PlainCount::new)),
                reader,
                reader.broken("reader-looks-first", "A reader looks at the flag and then counts itself.",
                        unlockedReader(new ReaderLooksFirst())),
                reader.broken("truncater-looks-first", "The hole punch looks at the count and then blocks readers.",
                        unlockedReader(new TruncaterLooksFirst())),
                new Race("unlocked-reader", "without-barriers", reader.title(), "", "", Unordered::new, reader.scene(),
                        reader.notes(), reader.beyond()).beyond("block freed under it, removed",
                        "Without smp_mb a store may pass the load behind it: each side misses the other. Not on x86, where "
                                + "atomic_inc and set_bit are full barriers by themselves."),
                flags,
                flags.broken("plain-bits", "A bit is set by a load and a store.", bits(Flags::setPlain)));
    }

    private static Consumer<Stage> dioWait(Generation generation) {
        return stage -> {
            Inode inode = generation.inode(stage.kernel(), new SuperBlock(stage.kernel()), HeldBios.BLOCK_BITS, 0);
            Plain converted = stage.kernel().plain(new ObjectId("extent", 0), "converted", 0);
            inode.dioBegin();
            stage.part(ContextKind.KWORKER, "completion", () -> {
                converted.store(1);
                inode.dioDone();
                return "done";
            });
            stage.part(ContextKind.TASK, "truncate", () -> {
                inode.dioWait();
                return converted.load() == 1 ? "converted" : "stale";
            });
        };
    }

    private static Inode inode(Kernel kernel) {
        return new Inode(kernel, new SuperBlock(kernel), HeldBios.BLOCK_BITS, 0, 0);
    }

    private static Consumer<Stage> doneTwice(Function<Kernel, Inode> inodes) {
        return stage -> {
            Inode inode = inodes.apply(stage.kernel());
            inode.dioBegin();
            inode.dioBegin();
            for (int i = 0; i < 2; i++) {
                stage.part(ContextKind.IRQ, "request" + i, () -> {
                    inode.dioDone();
                    return stage.said(InodeEvent.InodeDioDone.class).get(0).count() == 0 ? "last" : "not last";
                });
            }
        };
    }

    /** An inode whose count is no atomic. */
    private static final class PlainCount extends Inode {
        private final Plain count;

        PlainCount(Kernel kernel) {
            super(kernel, new SuperBlock(kernel), HeldBios.BLOCK_BITS, 0, 0);
            this.count = kernel.plain(id(), "i_dio_count", 0);
        }

        @Override
        public void dioBegin() {
            count.add(1);
        }

        @Override
        public void dioDone() {
            kernel().say(new InodeEvent.InodeDioDone(ino(), count.add(-1)));
        }
    }

    private static Consumer<Stage> bits(BiConsumer<Flags, Long> set) {
        return stage -> {
            Flags state = stage.kernel().flags(new ObjectId("buffer_head", 0), "b_state");
            for (int i = 0; i < 2; i++) {
                long bit = 1L << i;
                stage.part(ContextKind.TASK, "setter" + i, () -> {
                    set.accept(state, bit);
                    return "set";
                });
            }
            stage.end(() -> (state.test(1) ? "first" : "-") + " " + (state.test(2) ? "second" : "-"));
        };
    }

    private static Consumer<Stage> unlockedReader(Generation generation) {
        return stage -> {
            Kernel kernel = stage.kernel();
            DirectIo core = new V3_12(kernel);
            Looking device = new Looking(kernel);
            Ext4V3_11 ext4 = generation.ext4(kernel, new SuperBlock(kernel), core, device, new Ext4Options(true, true));
            ext4.fillSuper();
            Ext4Inode inode = new Ext4Inode(kernel, ext4.sb(), HeldBios.BLOCK_BITS, HeldBios.BLOCK, 0,
                    List.of(new Extent(0, 1, 7, BlockState.WRITTEN)));
            ext4.allocInode(inode);
            device.look(inode);
            Kiocb iocb = new Kiocb(kernel, 0, true, 0);
            stage.part(ContextKind.TASK, "reader", () -> {
                ext4.directIo(false, iocb, inode, List.of(new IoVec(0, HeldBios.BLOCK)), 0);
                return device.saw;
            });
            stage.part(ContextKind.TASK, "punch", () -> {
                ext4.punchHole(inode, 0, 1);
                return "removed";
            });
        };
    }

    /** Reads a block where it is submitted, and looks whether the file has it still when it was read. */
    private static final class Looking extends BlockDevice {
        private @Nullable Ext4Inode inode;
        private String saw = "hole";

        Looking(Kernel kernel) {
            super(kernel, HeldBios.BLOCK_BITS);
        }

        void look(Ext4Inode at) {
            inode = at;
        }

        @Override
        protected void accept(Bio bio) {
            saw = Objects.requireNonNull(inode).blocks().state(0) == BlockState.WRITTEN ? "block" : "block freed under it";
            end(bio, false);
        }
    }

    /** A kernel in which {@code smp_mb} does nothing. */
    private static final class Unordered extends Kernel {
        Unordered(Machine machine, Faults faults) {
            super(machine, faults);
        }

        @Override
        public void smpMb() {}
    }
}

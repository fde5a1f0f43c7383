// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import static org.assertj.core.api.Assertions.assertThat;

import endio.explore.Exploration;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V5_5;
import endio.fs.ext4.Ext4V6_7;
import endio.iomap.IomapWorld.Other;
import endio.kernel.Kernel;
import endio.kernel.Task;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each generation of the iomap engine keeps and what it breaks, in every interleaving, on XFS and on ext4. */
class IomapGenerationsTest {

    /** The generations. */
    enum Engine {
        V4_15(V4_15::new), V4_14(V4_14::new), V5_3(V5_3::new), V6_1(V6_1::new), V6_11(V6_11::new), V6_18(V6_18::new),
        V7_1_READWQ(V7_1Readwq::new), V7_1(V7_1::new);

        private final BiFunction<Kernel, UserPages, IomapDirectIo> make;

        Engine(BiFunction<Kernel, UserPages, IomapDirectIo> make) {
            this.make = make;
        }

        IomapWorld xfs() {
            return IomapWorld.xfs(make);
        }

        IomapWorld ext4() {
            return IomapWorld.ext4(make, (kernel, sb, engine, bdev) -> compareTo(V6_11) < 0
                    ? new Ext4V5_5(kernel, sb, engine, bdev, Ext4Options.DEFAULTS)
                    : new Ext4V6_7(kernel, sb, engine, bdev, Ext4Options.DEFAULTS));
        }
    }

    /** What can happen to a request that nobody may break, but for H7 in v4.14 and v4.15. */
    enum Case {
        WRITE(w -> w.aioWrite(0, 1)),
        WRITE_OF_TWO_BIOS(w -> w.aioWrite(0, 2)),
        SYNC_WRITE(w -> w.syncWrite(0, 2)),
        SYNC_READ(w -> w.syncRead(0, 2)),
        UNWRITTEN(w -> w.onUnwritten().aioWrite(0, 1).with(Other.READ_AFTER)),
        UNWRITTEN_AND_A_BIO_FAILS(w -> w.onUnwritten().failing(1).aioWrite(0, 2)),
        SYNC_UNWRITTEN(w -> w.onUnwritten().syncWrite(0, 1)),
        DSYNC(w -> w.aioWrite(0, 1, Kiocb.Flag.DSYNC)),
        DSYNC_UNWRITTEN(w -> w.onUnwritten().aioWrite(0, 1, Kiocb.Flag.DSYNC)),
        SYNC_EXTENDING(w -> w.onUnwritten().size(1).syncWrite(1, 1, Kiocb.Flag.DSYNC)),
        CONVERSION_FAILS(w -> w.onUnwritten().fault("convert").aioWrite(0, 1)),
        NO_QUEUE(w -> w.fault("alloc_workqueue").aioWrite(0, 1)),
        PAGES_MISSING(w -> w.fault("get_user_pages").aioWrite(0, 2)),
        SPURIOUS_WAKE_UP(w -> w.fault("spurious").syncWrite(0, 2)),
        LEFT_TO_THE_ISSUER(w -> w.aioWrite(0, 1, Kiocb.Flag.DIO_CALLER_COMP).with(Other.ISSUER)),
        UMOUNT(w -> w.onUnwritten().aioWrite(0, 1).with(Other.UMOUNT));

        private final UnaryOperator<IomapWorld> make;

        Case(UnaryOperator<IomapWorld> make) {
            this.make = make;
        }
    }

    static Stream<Arguments> xfs() {
        return Stream.of(Engine.values()).flatMap(e -> Stream.of(Case.values()).map(c -> Arguments.of(e, c)));
    }

    static Stream<Arguments> ext4() {
        return xfs().filter(args -> ((Engine) args.get()[0]).compareTo(Engine.V6_1) >= 0);
    }

    /** H7, B22: a late v4.14 asks a dio that it has dropped whether to wait for it; v4.15 asks its kiocb. */
    @ParameterizedTest
    @MethodSource("xfs")
    void nothingIsViolatedOnXfsButByV414AndV415(Engine engine, Case what) {
        IomapWorld world = what.make.apply(engine.xfs());
        boolean async = world.requests().stream().anyMatch(request -> !request.sync());
        if (engine == Engine.V4_14 && async) {
            assertThat(world.violated()).containsExactly("S12");
        } else if (engine == Engine.V4_15 && async) {
            assertThat(world.violated()).containsExactly("S14");
        } else {
            assertThat(world.violated()).isEmpty();
        }
    }

    /** H8: before ext4 of v6.7 a synced write that extends the file is synced before its size is set. */
    @ParameterizedTest
    @MethodSource("ext4")
    void nothingIsViolatedOnExt4ButByTheSyncBeforeTheSize(Engine engine, Case what) {
        IomapWorld world = what.make.apply(engine.ext4());
        if (engine == Engine.V6_1 && what == Case.SYNC_EXTENDING) {
            assertThat(world.violated()).containsExactly("S28");
        } else {
            assertThat(world.violated()).isEmpty();
        }
    }

    /** H9, B20: who fails is queued, and before 7fd8720dff2d there is no queue if only reads were seen. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void aFailedReadFindsItsQueueButBefore7fd8720dff2d(Engine engine) {
        IomapWorld world = engine.xfs().failing(1).aioRead(0, 1);
        switch (engine) {
            case V7_1_READWQ -> assertThat(world.violated()).contains("S16", "crash");
            case V4_14 -> assertThat(world.violated()).containsExactly("S12");
            case V4_15 -> assertThat(world.violated()).containsExactly("S14");
            default -> assertThat(world.violated()).isEmpty();
        }
    }

    /** XFS extends asynchronously by design, ext4 waits. */
    @Test
    void xfsExtendsAsynchronouslyAndExt4Waits() {
        assertThat(Engine.V7_1.xfs().size(1).aioWrite(1, 1).violated()).containsExactly("S33");
        assertThat(Engine.V7_1.ext4().size(1).aioWrite(1, 1).violated()).isEmpty();
        assertThat(Engine.V6_1.ext4().size(1).aioWrite(1, 1).violated()).isEmpty();
    }

    @Test
    void truncateWaitsForTheWriteAndItsConversion() {
        for (Engine engine : new Engine[] {Engine.V6_1, Engine.V6_11, Engine.V7_1}) {
            assertThat(engine.ext4().onUnwritten().aioWrite(0, 1).with(Other.TRUNCATE).violated()).isEmpty();
        }
    }

    /** An old XFS takes a spin lock at the end of each write; from v6.19 on that may be in an interrupt. */
    @Test
    void xfsMustNotTakeItsLockInTheInterrupt() {
        assertThat(IomapWorld.xfs(NotV6::new)
                .aioWrite(0, 1).aioWrite(1, 1).violated()).contains("S41");
    }

    /** The engine of v7.1, not seen to be one, so that the world mounts the XFS of v4.15 on it. */
    private static final class NotV6 implements IomapDirectIo {
        private final V7_1 engine;

        NotV6(Kernel kernel, UserPages pages) {
            this.engine = new V7_1(kernel, pages);
        }

        @Override
        public long iomapDioRw(Kiocb iocb, Inode inode, BlockDevice bdev, IovIter iter, IomapOps ops,
                @Nullable IomapDioOps dops, Set<Flag> dioFlags, long doneBefore) {
            return engine.iomapDioRw(iocb, inode, bdev, iter, ops, dops, dioFlags, doneBefore);
        }
    }

    /** A completer that read too early, or kept the last error and not the first, is seen. */
    @Test
    void aSubmitterThatForgetsItsBytesIsSeen() {
        IomapWorld world = IomapWorld.xfs((kernel, pages) -> new V6_11(kernel, pages) {
            @Override
            protected void iomapDioSubmitBio(IomapDio dio, IomapIter iomi, Bio bio, long pos, boolean zero) {
                long size = dio.size.load();
                dio.size.store(0);
                super.iomapDioSubmitBio(dio, iomi, bio, pos, zero);
                dio.size.store(size - 1);
            }
        });
        assertThat(world.aioWrite(0, 1).violated()).contains("S21");
    }

    /** The waiter is taken off after it was woken: it can sleep for ever, or use a dio that is gone. */
    @Test
    void aWaiterThatIsTakenOffTooLateIsSeen() {
        IomapWorld world = IomapWorld.xfs((kernel, pages) -> new V6_11(kernel, pages) {
            @Override
            protected void iomapDioDone(IomapDio dio) {
                Task waiter = dio.waiter.load();
                if (isWaitedFor(dio) && waiter != null) {
                    waiter.wakeUp();
                    dio.waiter.storeOnce(null);
                } else {
                    super.iomapDioDone(dio);
                }
            }
        });
        assertThat(world.syncWrite(0, 1).violated()).isNotEmpty();
    }

    @Test
    void theIssuerCompletesWhatWasLeftToIt() {
        Exploration handed = Engine.V6_11.xfs().aioWrite(0, 1, Kiocb.Flag.DIO_CALLER_COMP).with(Other.ISSUER).explore();
        assertThat(handed.complete()).isTrue();
        assertThat(handed.findings()).isEmpty();
        assertThat(Engine.V6_11.xfs().aioWrite(0, 1, Kiocb.Flag.DIO_CALLER_COMP).violated()).contains("L1");
    }
}

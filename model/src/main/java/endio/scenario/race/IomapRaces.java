// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

import endio.event.ContextKind;
import endio.event.DioEvent;
import endio.event.Errno;
import endio.event.IomapEvent;
import endio.event.ObjectId;
import endio.event.RequestEvent;
import endio.iomap.Iomap;
import endio.iomap.IomapDio;
import endio.iomap.IomapDirectIo;
import endio.iomap.IomapIter;
import endio.iomap.IomapOps;
import endio.iomap.IovIter;
import endio.iomap.V4_14;
import endio.iomap.V4_15;
import endio.iomap.V5_3;
import endio.iomap.V6_1;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.Task;
import endio.vfs.Bio;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The iomap engine: the last reference, the waiter that is handed over, the first error, and what is used after the drop. */
final class IomapRaces {
    private IomapRaces() {}

    static List<Race> all() {
        Race last = Race.of("iomap-last-reference", "V5_3", "a bio ends while the submitter drops its reference",
                submit(V5_3::new, false, true));
        Race waiter = Race.of("iomap-waiter", "V5_3", "the last bio takes the submitter that sleeps and wakes it",
                submit(V5_3::new, true, true));
        Race error = Race.of("iomap-error", "V5_3", "two bios fail in different ways, and the first error stays",
                errors(V5_3::new));
        Race drop = Race.of("iomap-after-drop", "V5_3", "the submitter decides whether to wait when its reference is gone",
                afterDrop(V5_3::new));
        return List.of(
                last,
                Race.of("iomap-last-reference", "V4_15", last.title(), submit(V4_15::new, false, true)),
                Race.of("iomap-last-reference", "V6_1", last.title(), submit(V6_1::new, false, true)),
                last.broken("count-after-submit", "The bio is counted when it may have ended already.",
                        submit(CountAfterSubmit::new, false, false)),
                waiter,
                Race.of("iomap-waiter", "V6_1", waiter.title(), submit(V6_1::new, true, true)),
                waiter.broken("asleep-too-late", "The submitter looks whether it is still waited for and then goes to sleep.",
                        submit(AsleepTooLate::new, true, true)),
                error,
                Race.of("iomap-error", "V6_1", error.title(), errors(V6_1::new)),
                error.broken("plain-error", "The error is loaded, compared and stored.", errors(PlainError::new)),
                drop,
                drop.broken("V4_14", "wait_for_completion is read from a dio that may be freed (4ea899ead278).",
                        afterDrop(V4_14::new)));
    }

    /** A read of so many blocks, each a bio. */
    private static String read(Stage stage, IomapDirectIo engine, HeldBios device, boolean sync, int blocks) {
        Kernel kernel = stage.kernel();
        Inode inode = new Inode(kernel, new SuperBlock(kernel), HeldBios.BLOCK_BITS, 64 * HeldBios.BLOCK, 0);
        Kiocb iocb = new Kiocb(kernel, 0, sync, 0);
        IovIter iter = new IovIter(kernel, UserPages.of(kernel), 0, false, List.of(new IoVec(0, blocks * HeldBios.BLOCK)));
        long ret = engine.iomapDioRw(iocb, inode, device, iter, new IomapOps(IomapRaces::begin, null), null, Set.of(), 0);
        return ret == -Errno.EIOCBQUEUED ? "queued" : CoreWorld.result(ret);
    }

    private static int begin(Inode inode, int req, long pos, long length, Set<IomapOps.Flag> flags, Iomap iomap) {
        iomap.type = Iomap.Type.MAPPED;
        iomap.offset = pos;
        iomap.addr = 2 * pos;
        iomap.length = HeldBios.BLOCK;
        return 0;
    }

    private static String completed(Stage stage) {
        int freed = stage.said(DioEvent.DioFree.class).size();
        return freed == 0 ? "-" : freed == 1 ? "completes" : "completes twice";
    }

    private static String reported(Stage stage) {
        List<RequestEvent.AioComplete> all = stage.allSaid(RequestEvent.AioComplete.class);
        return all.isEmpty() ? "unreported" : all.size() == 1 ? CoreWorld.result(all.get(0).res())
                : "reported " + all.size() + " times";
    }

    private static Consumer<Stage> submit(Function<Kernel, IomapDirectIo> of, boolean sync, boolean unplugged) {
        return stage -> {
            IomapDirectIo engine = of.apply(stage.kernel());
            HeldBios device = new HeldBios(stage.kernel());
            Plain ready = ready(stage, unplugged);
            stage.part(ContextKind.TASK, "submitter", () -> read(stage, engine, device, sync, 1) + " " + completed(stage));
            stage.part(ContextKind.IRQ, "bio0", () -> {
                ready.awaitAtLeast(1);
                device.end(0, 0);
                return completed(stage);
            });
            stage.end(() -> reported(stage));
        };
    }

    /** 1 when bios may end. */
    private static Plain ready(Stage stage, boolean unplugged) {
        Plain ready = stage.kernel().plain(new ObjectId("device", 0), "ready", unplugged ? 0 : 1);
        if (unplugged) {
            stage.listen(event -> {
                if (event instanceof DioEvent.Unplug) {
                    ready.storeRelease(1);
                }
            });
        }
        return ready;
    }

    private static Consumer<Stage> errors(Function<Kernel, IomapDirectIo> of) {
        return stage -> {
            IomapDirectIo engine = of.apply(stage.kernel());
            HeldBios device = new HeldBios(stage.kernel());
            read(stage, engine, device, false, 2);
            int[] errors = {-Errno.EIO, -Errno.ENOSPC};
            for (int n = 0; n < 2; n++) {
                int bio = n;
                stage.part(ContextKind.IRQ, "bio" + n, () -> {
                    device.end(bio, errors[bio]);
                    return stage.said(IomapEvent.SetError.class).isEmpty() ? "-" : "sets";
                });
            }
            stage.end(() -> reported(stage));
        };
    }

    /** A freed dio is somebody else's at once: the field reads as set. */
    private static Consumer<Stage> afterDrop(Function<Kernel, IomapDirectIo> of) {
        return stage -> {
            IomapDirectIo engine = of.apply(stage.kernel());
            HeldBios device = new HeldBios(stage.kernel());
            Plain ready = ready(stage, true);
            stage.listen(event -> {
                if (event instanceof DioEvent.DioFree && device.owner(0) instanceof IomapDio dio) {
                    dio.waitForCompletion.storeOnce(1);
                    dio.waiter.storeOnce(null);
                }
            });
            stage.part(ContextKind.TASK, "submitter", () -> read(stage, engine, device, false, 1) + " " + completed(stage));
            stage.part(ContextKind.IRQ, "bio0", () -> {
                ready.awaitAtLeast(1);
                device.end(0, 0);
                return completed(stage);
            });
            stage.end(() -> reported(stage));
        };
    }

    private static final class CountAfterSubmit extends V5_3 {
        CountAfterSubmit(Kernel kernel) {
            super(kernel);
        }

        @Override
        protected void iomapDioSubmitBio(IomapDio dio, IomapIter iomi, Bio bio, long pos, boolean zero) {
            bio.biPrivate().store(dio);
            submitBio(dio, iomi, bio, pos);
            get(dio);
        }
    }

    private static final class AsleepTooLate extends V5_3 {
        AsleepTooLate(Kernel kernel) {
            super(kernel);
        }

        @Override
        protected void await(IomapDio dio) {
            Task current = kernel().current();
            while (dio.waiter.loadOnce() != null) {
                current.setUninterruptible();
                current.schedule("iomap_dio_rw");
            }
            current.setRunning();
        }
    }

    private static final class PlainError extends V5_3 {
        PlainError(Kernel kernel) {
            super(kernel);
        }

        @Override
        protected void iomapDioSetError(IomapDio dio, int error) {
            if (dio.error.load() == 0) {
                dio.error.store(error);
                kernel().say(new IomapEvent.SetError(dio.number(), error));
            }
        }
    }
}

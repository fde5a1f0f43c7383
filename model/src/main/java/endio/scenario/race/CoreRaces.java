// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.V3_11;
import endio.directio.V3_12;
import endio.directio.V5_3;
import endio.event.ContextKind;
import endio.event.Errno;
import endio.event.WorkEvent;
import endio.kernel.Kernel;
import endio.scenario.mutant.DeferAfterDrop;
import endio.scenario.mutant.DropOutsideLock;
import endio.scenario.mutant.ErrorLost;
import endio.scenario.mutant.RefcountAfterSubmit;
import endio.scenario.mutant.SyncDropOutsideLock;
import endio.scenario.mutant.WaiterReadEarly;
import endio.vfs.Bio;
import endio.vfs.Inode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Who has the last reference of a dio, who wakes the submitter, and what the last one finds in it. */
final class CoreRaces {
    private CoreRaces() {}

    static List<Race> all() {
        Race lastBio = Race.of("last-bio", "V3_12", "two bios end, the submitter has gone", lastBio(V3_12::new));
        Race lastOfThree = Race.of("last-of-three", "V3_12", "two bios end while the submitter drops its reference",
                lastOfThree(V3_12::new));
        Race submitterOrBio = Race.of("submitter-or-bio", "V3_12", "a bio ends while the submitter drops its reference",
                submitterOrBio(V3_12::new, true));
        Race wake = Race.of("wait-wake", "V3_12", "the submitter of a synchronous write sleeps until its bio has ended",
                wake(V3_12::new));
        Race wakeTwo = Race.of("wait-wake-two", "V3_12", "it sleeps until both bios have ended", wakeTwo(V3_12::new));
        Race defer = Race.of("defer-flag", "V3_12", "the last completer looks at the submitter's wish to defer",
                defer(V3_12::new));
        Race error = Race.of("io-error", "V3_12", "one of two bios fails, and the last completer reports it",
                error(V3_12::new));
        return List.of(
                lastBio,
                Race.of("last-bio", "V3_11", lastBio.title(), lastBio(V3_11::new)),
                Race.of("last-bio", "V5_3", lastBio.title(), lastBio(V5_3::new)),
                lastBio.broken("drop-outside-lock", "A bio drops its reference without the lock, and one drop is lost.",
                        lastBio(new DropOutsideLock()::directIo)),
                lastOfThree,
                lastOfThree.broken("drop-outside-lock", "A bio drops its reference without the lock.",
                        lastOfThree(new DropOutsideLock()::directIo)),
                submitterOrBio,
                Race.of("submitter-or-bio", "V5_3", submitterOrBio.title(), submitterOrBio(V5_3::new, true)),
                submitterOrBio.broken("refcount-after-submit", "The bio is counted when it may have ended already.",
                        submitterOrBio(new RefcountAfterSubmit()::directIo, false)),
                wake,
                wake.broken("waiter-read-early", "The bio looks for a waiter before it takes the lock.",
                        wake(new WaiterReadEarly()::directIo)),
                wakeTwo,
                wakeTwo.broken("sync-drop-outside-lock", "A bio drops its reference without the lock.",
                        wakeTwo(new SyncDropOutsideLock()::directIo)),
                defer,
                defer.broken("defer-after-drop", "The wish is stored after the submitter's reference is gone.",
                        defer(new DeferAfterDrop()::directIo)),
                error,
                Race.of("io-error", "V5_3", error.title(), error(V5_3::new)),
                error.broken("error-after-drop", "The error is stored after the reference of the bio was dropped.",
                        error(ErrorAfterDrop::new)),
                error.broken("error-lost", "A failed bio leaves no trace in the dio.", error(new ErrorLost()::directIo)));
    }

    private static Consumer<Stage> lastBio(Function<Kernel, DirectIo> core) {
        return stage -> {
            CoreWorld world = CoreWorld.plain(stage, core);
            world.write(0, false, world.inode(), 2);
            bio(stage, world, 0, 0);
            bio(stage, world, 1, 0);
            stage.end(world::reported);
        };
    }

    private static void bio(Stage stage, CoreWorld world, int n, int status) {
        stage.part(ContextKind.IRQ, "bio" + n, () -> {
            world.endBio(n, status);
            return world.completed();
        });
    }

    private static Consumer<Stage> lastOfThree(Function<Kernel, DirectIo> core) {
        return stage -> {
            CoreWorld world = CoreWorld.plain(stage, core);
            Inode inode = world.inode();
            stage.part(ContextKind.TASK, "submitter", () -> world.write(0, false, inode, 2));
            for (int n = 0; n < 2; n++) {
                int bio = n;
                stage.part(ContextKind.IRQ, "bio" + n, () -> {
                    world.endBioUnplugged(bio, 0);
                    return world.completed();
                });
            }
            stage.end(world::reported);
        };
    }

    private static Consumer<Stage> submitterOrBio(Function<Kernel, DirectIo> core, boolean unplugged) {
        return stage -> {
            CoreWorld world = CoreWorld.plain(stage, core);
            Inode inode = world.inode();
            stage.part(ContextKind.TASK, "submitter", () -> world.write(0, false, inode, 1) + " " + world.completed());
            stage.part(ContextKind.IRQ, "bio0", () -> {
                if (unplugged) {
                    world.endBioUnplugged(0, 0);
                } else {
                    world.endBio(0, 0);
                }
                return world.completed();
            });
            stage.end(world::reported);
        };
    }

    private static Consumer<Stage> wake(Function<Kernel, DirectIo> core) {
        return stage -> {
            CoreWorld world = CoreWorld.plain(stage, core);
            Inode inode = world.inode();
            stage.part(ContextKind.TASK, "submitter", () -> world.write(0, true, inode, 1));
            stage.part(ContextKind.IRQ, "bio0", () -> {
                world.endBioUnplugged(0, 0);
                return "ended";
            });
        };
    }

    private static Consumer<Stage> wakeTwo(Function<Kernel, DirectIo> core) {
        return stage -> {
            CoreWorld world = CoreWorld.plain(stage, core);
            Inode inode = world.inode();
            stage.part(ContextKind.TASK, "submitter", () -> world.write(0, true, inode, 2));
            for (int n = 0; n < 2; n++) {
                int bio = n;
                stage.part(ContextKind.IRQ, "bio" + n, () -> {
                    world.endBioUnplugged(bio, 0);
                    return "ended";
                });
            }
        };
    }

    private static Consumer<Stage> defer(Function<Kernel, DirectIo> core) {
        return stage -> {
            CoreWorld world = new CoreWorld(stage, core, true, null);
            Inode inode = world.inode();
            stage.part(ContextKind.TASK, "submitter", () -> world.write(0, false, inode, 1));
            stage.part(ContextKind.IRQ, "bio0", () -> {
                world.endBioUnplugged(0, 0);
                return !stage.said(WorkEvent.QueueWork.class).isEmpty() ? "defers" : world.completed();
            });
            stage.end(world::reported);
        };
    }

    private static Consumer<Stage> error(Function<Kernel, DirectIo> core) {
        return stage -> {
            CoreWorld world = CoreWorld.plain(stage, core);
            world.write(0, false, world.inode(), 2);
            bio(stage, world, 0, -Errno.EIO);
            bio(stage, world, 1, 0);
            stage.end(world::reported);
        };
    }

    /** What happens if nothing orders the plain store of {@code io_error} before the last completer's load. */
    private static final class ErrorAfterDrop extends V3_12 {
        ErrorAfterDrop(Kernel kernel) {
            super(kernel);
        }

        @Override
        protected void dioBioEndAio(Bio bio) {
            Dio dio = dio(bio, "dio_bio_end_aio");
            long left = putBioReference(dio);
            dioBioComplete(dio, bio);
            if (left == 0) {
                dioComplete(dio, dio.iocb.kiPos().load(), 0, true);
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.event.RequestEvent;
import endio.event.SeenEvent;
import endio.kernel.Atomic;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.machine.Machine;
import endio.machine.Program;
import endio.vfs.Kiocb;
import endio.vfs.OpenFile;
import endio.vfs.PageCache;
import endio.vfs.SbWriters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Boots a scenario with a generation: a super block, a file, a device, requests, and a task for each actor. */
public final class World {
    private final Scenario scenario;
    private final Kernel kernel;
    private final Mounted fs;
    private final List<Kiocb> requests = new ArrayList<>();
    /** One for each actor but umount, 1 when it has closed the fs; empty if nobody will want to know. */
    private final List<Plain> closed = new ArrayList<>();

    private final boolean submitHoldsFile;
    private final boolean writeHoldsFreeze;
    /** Who keeps the file system from being frozen, if somebody wants to. */
    private final @Nullable SbWriters writers;
    private final @Nullable PageCache pages;
    /** The first file, as far as somebody closes it. */
    private final @Nullable OpenFile file;

    private World(Scenario scenario, Generation generation, Machine machine) {
        this.scenario = scenario;
        Faults faults = scenario.faults().isEmpty() ? Faults.NONE : new ChosenFaults(scenario.faults());
        this.kernel = generation.kernel(machine, faults);
        this.fs = switch (scenario.mount().type()) {
            case PLAIN -> new PlainFs(kernel, scenario, generation);
            case CONVERTING -> new ConvertingFs(kernel, scenario, generation);
            case EXT4 -> Ext4Fs.mount(kernel, scenario, generation);
            case XFS -> XfsFs.mount(kernel, scenario, generation);
            case OCFS2 -> Ocfs2Fs.mount(kernel, scenario, generation);
            case BLKDEV -> new BlkdevFs(kernel, scenario, generation);
            case STACKED, OWN -> throw new IllegalArgumentException(generation.id() + " brings no world for " + scenario.id());
        };
        this.submitHoldsFile = generation.submitHoldsFile();
        this.file = file();
        this.writeHoldsFreeze = generation.writeHoldsFreeze();
        this.writers = scenario.actors().stream().anyMatch(Actor.Freeze.class::isInstance)
                ? new SbWriters(kernel, fs.inode().sb()) : null;
        this.pages = scenario.cachesPages() ? pages() : null;
    }

    private PageCache pages() {
        PageCache cache = new PageCache(kernel, fs.inode(), scenario.blocks(), fs::writer);
        fs.inode().pages(cache);
        scenario.cachedPages().forEach(page -> cache.read(page, () -> fs.bufferedRead(page)));
        return cache;
    }

    /** {@code scenario}, run by {@code generation}. */
    public static Program program(Scenario scenario, Generation generation) {
        return machine -> new World(scenario, generation, machine).boot();
    }

    private void boot() {
        for (Actor.Request request : scenario.requests()) {
            requests.add(new Kiocb(kernel, requests.size(), request.sync(), request.offset(),
                    Set.copyOf(request.flags())));
            if (file != null && request.file() == 0) {
                open(requests.get(requests.size() - 1), file);
            }
        }
        boolean umount = scenario.actors().stream().anyMatch(Actor.Umount.class::isInstance);
        Map<String, Integer> numbers = new HashMap<>();
        for (Actor actor : scenario.actors()) {
            int number = numbers.merge(actor.taskName(), 1, Integer::sum) - 1;
            String name = actor.taskName() + number;
            if (umount && !(actor instanceof Actor.Umount)) {
                Plain done = kernel.plain(new ObjectId(name, 0), "closed", 0);
                closed.add(done);
                kernel.spawnTask(name, () -> {
                    act(actor, number);
                    done.storeRelease(1);
                });
            } else {
                kernel.spawnTask(name, () -> act(actor, number));
            }
        }
    }

    private void request(Kiocb iocb, Actor.Request request) {
        if (request.durable()) {
            kernel.say(new RequestEvent.Durable(iocb.req()));
        }
        if (writers != null && request.write()) {
            write(iocb, request, writers);
        } else {
            submit(iocb, request);
        }
        if (iocb.has(Kiocb.Flag.DIO_CALLER_COMP)) {
            iocb.finishDeferred();
        }
    }

    /** {@code file_start_write} and {@code file_end_write} around a write, or until it completes. */
    private void write(Kiocb iocb, Actor.Request request, SbWriters held) {
        held.startWrite();
        if (writeHoldsFreeze) {
            iocb.holdWrite(held);
        }
        submit(iocb, request);
        if (!writeHoldsFreeze) {
            held.endWrite();
        }
    }

    private void freeze() {
        if (writers != null) {
            writers.freezeSuper(fs::syncFs);
            writers.thawSuper();
        }
    }

    /** A system call for a request of the first file: {@code io_submit_one} (fs/aio.c) puts the file when it returns. */
    private void submit(Kiocb iocb, Actor.Request request) {
        fs.request(iocb, request);
        if (file != null && submitHoldsFile && request.file() == 0) {
            file.fput();
        }
    }

    /** All requests of the first file have got their reference, and their submitters one of their own, before it is closed. */
    private void open(Kiocb iocb, OpenFile held) {
        iocb.open(held);
        if (submitHoldsFile) {
            held.get();
        }
    }

    private @Nullable OpenFile file() {
        Optional<Actor.Close> close =
                scenario.actors().stream().filter(Actor.Close.class::isInstance).map(Actor.Close.class::cast).findFirst();
        if (close.isEmpty()) {
            return null;
        }
        kernel.say(new MemoryEvent.Alloc(fs.inode().id(), -1));
        Atomic iCount = kernel.atomic(fs.inode().id(), "i_count", close.get().last() ? 1 : 2);
        return new OpenFile(kernel, () -> iput(iCount));
    }

    /** {@code iput} (fs/inode.c): the last one of an inode without a name evicts it. */
    private void iput(Atomic iCount) {
        if (iCount.decReturn() == 0) {
            fs.evict();
            kernel.say(new MemoryEvent.Free(fs.inode().id()));
        }
    }

    private void close(Actor.Close close) {
        requests.get(close.req()).awaitReported();
        if (file != null) {
            file.fput();
        }
    }

    private void ioDestroy() {
        requests.forEach(Kiocb::awaitReported);
        requests.forEach(iocb -> kernel.say(new MemoryEvent.Free(new ObjectId("aio_ring", iocb.req()))));
    }

    private void read(long lblk) {
        if (pages == null) {
            fs.bufferedRead(lblk);
        } else {
            pages.read(lblk, () -> fs.bufferedRead(lblk));
        }
    }

    private void readWithinSize(long lblk) {
        if (fs.inode().iSize().load() > lblk * Scenario.BLOCK_SIZE) {
            kernel.say(new SeenEvent(SeenEvent.Matter.DATA, "whether block " + lblk + " inside the size has data",
                    fs.bufferedRead(lblk).equals("written") ? 1 : 0, 1));
        }
    }

    private void act(Actor actor, int number) {
        if (actor instanceof Actor.Request request) {
            request(requests.get(number), request);
        } else if (actor instanceof Actor.ReadAfterCompletion read) {
            requests.get(read.req()).awaitReported();
            read(read.lblk());
        } else if (actor instanceof Actor.ReadWithinSize read) {
            readWithinSize(read.lblk());
        } else if (actor instanceof Actor.BufferedRead read) {
            read(read.lblk());
        } else if (actor instanceof Actor.Truncate truncate) {
            fs.truncate(truncate.size());
        } else if (actor instanceof Actor.BufferedWrite write) {
            fs.bufferedWrite(write.page());
        } else if (actor instanceof Actor.Fallocate fallocate) {
            fs.fallocate(fallocate.first(), fallocate.len());
        } else if (actor instanceof Actor.Close close) {
            close(close);
        } else if (actor instanceof Actor.Freeze) {
            freeze();
        } else if (actor instanceof Actor.IoDestroy) {
            ioDestroy();
        } else if (actor instanceof Actor.Readahead ahead) {
            for (long page = ahead.first(); page < ahead.first() + ahead.pages(); page++) {
                read(page);
            }
        } else if (actor instanceof Actor.TruncateElsewhere truncate) {
            fs.truncateElsewhere(truncate.size());
        } else if (actor instanceof Actor.PunchHole punch) {
            fs.punchHole(punch.first(), punch.len());
        } else if (actor instanceof Actor.Fsync) {
            fs.fsync();
        } else if (actor instanceof Actor.FsyncAfterCompletion fsync) {
            requests.get(fsync.req()).awaitReported();
            fs.fsync();
        } else if (actor instanceof Actor.SyncFs) {
            fs.syncFs();
        } else if (actor instanceof Actor.Writeback writeback) {
            fs.writeback(number, writeback.first(), writeback.pages());
        } else {
            closed.forEach(task -> task.awaitAtLeast(1));
            requests.forEach(Kiocb::awaitReported);
            fs.umount();
        }
    }
}

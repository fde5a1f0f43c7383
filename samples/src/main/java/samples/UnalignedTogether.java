// SPDX-License-Identifier: GPL-2.0-or-later
package samples;

import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.event.SeenEvent;
import endio.kernel.Atomic;
import endio.kernel.Kernel;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.scenario.About;
import endio.scenario.Mount;
import endio.scenario.OwnWorld;
import endio.scenario.Scenario;
import endio.scenario.Scenarios;
import java.util.List;

/**
 * Commit e9e3bcecf44c (v2.6.38), "ext4: serialize unaligned asynchronous DIO": two asynchronous writes of parts of one new block
 * each fill the rest of it with zeros, and so each wipes the other's data.
 */
public class UnalignedTogether implements Runnable {
    /** In sectors, of which a block has two. */
    private static final long I_SIZE = 1;

    private final Kernel kernel;
    private final ObjectId inode;
    private final Mutex aioMutex;
    private final Atomic iUnwritten;
    private final Plain unwritten;
    private final Plain[] sectors;

    UnalignedTogether(Kernel kernel) {
        this.kernel = kernel;
        inode = kernel.machine().number("ext4_inode");
        aioMutex = kernel.mutex(inode, "aio_mutex");
        iUnwritten = kernel.atomic(inode, "i_unwritten", 0);
        unwritten = kernel.plain(inode, "block0.unwritten", 1);
        sectors = new Plain[] {kernel.plain(inode, "block0.sector0", 0), kernel.plain(inode, "block0.sector1", 0)};
    }

    /** What was wrong before: nobody asked. */
    public static final class Before extends OwnWorld {
        public Before() {
            super(About.own("unaligned-together", "unaligned asynchronous writes of one block are in flight together")
                    .and("H2", "unaligned-together"), kernel -> new UnalignedTogether(kernel) {
                        @Override
                        boolean unalignedAio(long pos, long iSize) {
                            return false;
                        }
                    }, "unaligned-together");
        }
    }

    /** As it was mended; 372a03e01853 mended that again. */
    public static final class After extends OwnWorld {
        public After() {
            super(About.own("unaligned-one-by-one", "unaligned asynchronous writes wait for each other"),
                    UnalignedTogether::new, "unaligned-together");
        }
    }

    /** The scenario of both. */
    public static final class Family implements Scenarios {
        @Override
        public List<Scenario> all() {
            return List.of(Scenario.named("unaligned-together").about("samples", "two asynchronous writes of one sector of a new block")
                    .on(Mount.Type.OWN).build());
        }
    }

    @Override
    public void run() {
        kernel.spawnTask("writer0", () -> fileWrite(0));
        kernel.spawnTask("writer1", () -> fileWrite(1));
        kernel.machine().atEnd(() -> {
            for (int i = 0; i < sectors.length; i++) {
                kernel.say(new SeenEvent(SeenEvent.Matter.DATA, "sector " + i, sectors[i].load(), i + 1));
            }
        });
    }

    /** {@code ext4_file_write}, fs/ext4/file.c, of one sector. */
    private void fileWrite(int pos) {
        boolean unaligned = unalignedAio(pos, I_SIZE);
        if (unaligned) {
            aioMutex.lock();
            iUnwritten.await(0);
        }
        boolean isNew = unwritten.load() != 0;
        iUnwritten.inc();
        kernel.spawn(ContextKind.IRQ, "irq/bio" + pos, () -> endIo(pos, isNew));
        if (unaligned) {
            aioMutex.unlock();
        }
    }

    /** {@code ext4_unaligned_aio}: whether a write has to be alone in its block. */
    boolean unalignedAio(long pos, long iSize) {
        return true;
    }

    /** The bio of a new block brings zeros for the rest of it, {@code dio_zero_block}; then it is converted. */
    private void endIo(int pos, boolean isNew) {
        sectors[pos].store(pos + 1);
        if (isNew) {
            sectors[1 - pos].store(0);
        }
        unwritten.store(0);
        iUnwritten.dec();
    }
}

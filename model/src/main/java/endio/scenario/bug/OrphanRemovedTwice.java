// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.machine.Machine;

/** S15: the inode is still on the orphan list when the lock is gone, and recovery takes it off as well. */
class OrphanRemovedTwice extends Shape {
    static final Bug BUG = Bug.read("S15", "ocfs2: fix race between dio and recover orphan", "512f62acbdf1")
            .in("ocfs2_direct_IO_write, fs/ocfs2/aops.c").actors("extending writer", "recovery of orphans")
            .shape("H5", m -> new OrphanRemovedTwice(m) {
                @Override
                void writeEnds() {
                    rwLock.unlock();
                    delFromOrphan();
                }
            }, OrphanRemovedTwice::new);

    final Mutex rwLock = mutex(kernel.machine().number("ocfs2_inode"), "ip_rw_lock");
    private final Plain orphan = plain(kernel.machine().number("orphan_dir"), "inode0", 0);
    private final Counter entries = counter(kernel.machine().number("orphan_dir"), "entries", 0);

    OrphanRemovedTwice(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            rwLock.lock();
            orphan.store(1);
            entries.add(1);
            writeEnds();
        });
        task("recovery0", () -> {
            rwLock.lock();
            if (orphan.load() != 0) {
                delFromOrphan();
            }
            rwLock.unlock();
        });
        kernel.machine().atEnd(() -> saw(Matter.LEFT_OVER, "entries of the orphan directory", entries.read(), 0));
    }

    /** The end of an extending write: the entry goes while the lock keeps recovery away. */
    void writeEnds() {
        delFromOrphan();
        rwLock.unlock();
    }

    /** {@code ocfs2_del_inode_from_orphan}. */
    final void delFromOrphan() {
        orphan.store(0);
        entries.add(-1);
    }
}

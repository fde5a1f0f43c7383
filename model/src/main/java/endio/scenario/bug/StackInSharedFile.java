// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.kernel.Pointer;
import endio.machine.Machine;

/** B38: what one task may skip was written where all who have the file look. */
class StackInSharedFile extends Shape {
    static final Bug BUG =
            Bug.read("B38", "btrfs: fix race between direct IO write and fsync when using same fd", "cd9253c23aed")
            .in("btrfs_direct_write, fs/btrfs/direct-io.c; btrfs_sync_file, fs/btrfs/file.c")
            .actors("writer", "fsync of the same file")
            .shape("H1", m -> new StackInSharedFile(m) {
                @Override
                void fsync() {
                    Plain skip = filePrivate.load();
                    if (skip == null || skip.load() == 0) {
                        lockAndSync();
                    }
                }
            }, StackInSharedFile::new);

    private final ObjectId inode = kernel.machine().number("btrfs_inode");
    private final Mutex iRwsem = mutex(inode, "i_rwsem");
    final Pointer<Plain> filePrivate = pointer(kernel.machine().number("file"), "private_data");

    StackInSharedFile(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            ObjectId frame = alloc("stack_frame");
            Plain skipIlock = plain(frame, "skip_ilock", 1);
            iRwsem.lock();
            filePrivate.store(skipIlock);
            filePrivate.store(null);
            iRwsem.unlock();
            free(frame);
        });
        task("fsync0", this::fsync);
    }

    /** {@code btrfs_sync_file}: asks its own task and not the file. */
    void fsync() {
        lockAndSync();
    }

    final void lockAndSync() {
        iRwsem.lock();
        iRwsem.unlock();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.event.InodeEvent;
import endio.kernel.Kernel;
import endio.kernel.RwSem;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.function.Function;

/** An inode whose lock is {@code i_rwsem} in the place of {@code i_mutex} (9902af79c01a, v4.7): readers can share it. */
public final class RwsemInode extends Ext4Inode {
    private final RwSem iRwsem;

    /** As {@link Ext4Inode#Ext4Inode(Kernel, SuperBlock, int, long, long, Function)}. */
    public RwsemInode(Kernel kernel, SuperBlock sb, int blkbits, long size, long cachedPages,
            Function<Inode, BlockMap> blocks) {
        super(kernel, sb, blkbits, size, cachedPages, blocks);
        this.iRwsem = kernel.rwSem(id(), "i_rwsem");
    }

    /** {@code inode_lock} on behalf of {@code req} (-1: of no request). */
    @Override
    public void lock(int req) {
        iRwsem.downWrite();
        kernel().say(new InodeEvent.InodeLock(ino(), req));
    }

    /** {@code inode_unlock}. */
    @Override
    public void unlock(int req) {
        kernel().say(new InodeEvent.InodeUnlock(ino(), req));
        iRwsem.upWrite();
    }

    /** {@code inode_lock_shared}. */
    public void lockShared(int req) {
        iRwsem.downRead();
        kernel().say(new InodeEvent.InodeLockShared(ino(), req));
    }

    /** {@code inode_unlock_shared}. */
    public void unlockShared(int req) {
        kernel().say(new InodeEvent.InodeUnlockShared(ino(), req));
        iRwsem.upRead();
    }
}

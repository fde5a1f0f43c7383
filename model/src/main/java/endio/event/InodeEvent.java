// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** What happens to an inode, numbered by {@code ino} from 0. */
public sealed interface InodeEvent extends Event {

    /** {@code i_dio_count} goes up; {@code count} is the value after. */
    record InodeDioGet(int ino, long count) implements InodeEvent, OfOperation {}

    /** {@code inode_dio_done}: it goes down; {@code count} is the value after. */
    record InodeDioDone(int ino, long count) implements InodeEvent, OfOperation {}

    /** {@code i_mutex} is taken on behalf of {@code req} (-1: of no request). */
    record InodeLock(int ino, int req) implements InodeEvent, OfOperation {}

    /** {@code i_mutex} is given up. */
    record InodeUnlock(int ino, int req) implements InodeEvent, OfOperation {}

    /** {@code inode_lock_shared}: {@code i_rwsem} is taken shared on behalf of {@code req} (v4.7 and later). */
    record InodeLockShared(int ino, int req) implements InodeEvent, OfOperation {}

    /** {@code inode_unlock_shared}. */
    record InodeUnlockShared(int ino, int req) implements InodeEvent, OfOperation {}

    /** {@code i_mutex} is taken by somebody else: the thread waits. */
    record InodeLockWait(int ino, int req) implements InodeEvent {}

    /** {@code inode_dio_wait} is entered. */
    record DioWaitBegin(int ino) implements InodeEvent {}

    /** {@code inode_dio_wait} returns. */
    record DioWaitEnd(int ino) implements InodeEvent {}

    /** Direct reads without {@code i_mutex} are blocked (true) or allowed again. */
    record UnlockedDioBlocked(int ino, boolean blocked) implements InodeEvent, OfOperation {}

    /** A reader without {@code i_mutex} looks whether it must back off. */
    record UnlockedDioSeen(int ino, int req, boolean blocked) implements InodeEvent, OfOperation {}

    /** In-core size. */
    record SetIsize(int ino, long iSize) implements InodeEvent, OfOperation {}

    /** Pages in the page cache. */
    record SetNrpages(int ino, long nrpages) implements InodeEvent {}

    /** Dirty pages of a range were written and waited for; bytes, inclusive. */
    record FlushRange(int ino, int req, long first, long last, int ret) implements InodeEvent {}

    /** Page-cache pages of a range were dropped; pages, inclusive. */
    record Invalidate(int ino, long first, long last, int ret) implements InodeEvent {}

    /**
     * A page came into the page cache.
     *
     * @param saw what its block was when it was read: {@code written}, {@code unwritten} or {@code hole}, which are zeros
     * @param by the last direct request whose data it holds, -1 what was there before all of them
     */
    record CacheFill(int ino, long page, String saw, int by) implements InodeEvent, OfOperation {}

    /** A page left the page cache. */
    record CacheDrop(int ino, long page) implements InodeEvent, OfOperation {}

    /** A page begins (true) or ends writeback. */
    record PageWriteback(int ino, long page, boolean value) implements InodeEvent, OfOperation {}

    /** Removal of the blocks from {@code lblk} on begins. */
    record TruncateBegin(int ino, long lblk) implements InodeEvent {}

    /** The blocks are gone. */
    record TruncateEnd(int ino, long lblk) implements InodeEvent {}

    /**
     * Somebody read the file through the page cache or from the device.
     *
     * @param lblk block
     * @param saw {@code written}, {@code unwritten} or {@code hole}: zeros are read from all but the first
     */
    record ReadSaw(int ino, long lblk, String saw) implements InodeEvent, OfOperation {}

    /** The inode leaves the cache. */
    record Evict(int ino) implements InodeEvent {}
}

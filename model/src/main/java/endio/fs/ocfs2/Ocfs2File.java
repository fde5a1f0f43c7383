// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ocfs2;

import endio.event.Errno;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.RequestEvent;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.vfs.BlockDevice;
import endio.vfs.BlockTable;
import endio.vfs.BufferHead;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;

/** Extents of OCFS2 and who removes them, on this node or on another one (fs/ocfs2/file.c, extent_map.c of v3.11). */
public abstract class Ocfs2File {
    /** Where allocated blocks begin on the device. */
    protected static final long FIRST_ALLOCATED = 5000;

    private final Kernel kernel;
    private final SuperBlock sb;
    private final Ocfs2Aops aops;

    /** A mount of {@code bdev}. */
    protected Ocfs2File(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        this.kernel = kernel;
        this.sb = sb;
        this.aops = new Ocfs2Aops(kernel, bdev);
    }

    /** {@code ocfs2_aops}: its dirty pages. */
    public final Ocfs2Aops aops() {
        return aops;
    }

    /**
     * {@code ocfs2_file_aio_write} of a page, through the page cache: {@code i_mutex} and the cluster lock, and {@code
     * ip_alloc_sem} from {@code ocfs2_write_begin} to {@code ocfs2_write_end}. The block is allocated and marked as
     * written at once; direct I/O that is on its way is not waited for.
     */
    public final void bufferedWrite(Ocfs2Inode ip, long page) {
        ip.lock(-1);
        ip.ipRwLockres.lock();
        int handle = startTrans();
        ip.ipAllocSem.downWrite();
        if (ip.blocks.state(page).load() == BlockTable.HOLE) {
            ip.blocks.allocate(page, FIRST_ALLOCATED + page);
        }
        ip.blocks.state(page).store(BlockTable.WRITTEN);
        aops.dirty(ip, page);
        ip.ipAllocSem.upWrite();
        commitTrans(handle);
        ip.ipRwLockres.unlock();
        ip.unlock(-1);
    }

    /**
     * {@code ocfs2_fallocate}, {@code __ocfs2_change_file_space} with {@code OCFS2_IOC_RESVSP64}: holes become
     * unwritten blocks. Direct I/O is not waited for.
     */
    public final void fallocate(Ocfs2Inode ip, long first, long len) {
        ip.lock(-1);
        ip.ipRwLockres.lock();
        int handle = startTrans();
        ip.ipAllocSem.downWrite();
        for (long block = first; block < first + len; block++) {
            if (ip.blocks.state(block).load() == BlockTable.HOLE) {
                ip.blocks.allocate(block, FIRST_ALLOCATED + block);
            }
        }
        ip.ipAllocSem.upWrite();
        commitTrans(handle);
        ip.ipRwLockres.unlock();
        ip.unlock(-1);
    }

    /** The kernel it runs in. */
    protected final Kernel kernel() {
        return kernel;
    }

    /** The request enters the file system. */
    protected final void issue(Ocfs2Inode ip, Kiocb iocb, boolean write, List<IoVec> iov) {
        kernel.say(new RequestEvent.Issue(iocb.req(), ip.ino(), write, iocb.sync(), iocb.kiPos().load(), length(iov), false,
                ip.iSize().load(), ip.blkbits()));
    }

    /** The submission returns: its caller reports what nobody else will. */
    protected final long returned(Kiocb iocb, long ret) {
        kernel.say(new RequestEvent.Return(iocb.req(), ret));
        if (ret != -Errno.EIOCBQUEUED) {
            iocb.returned(ret);
        }
        return ret;
    }

    /** {@code iov_length}. */
    protected static long length(List<IoVec> iov) {
        return iov.stream().mapToLong(IoVec::len).sum();
    }

    /** {@code ocfs2_extent_map_get_blocks} under {@code ip_alloc_sem}: answers in {@code bh}, and the blocks' state. */
    protected final long extentMapGetBlocks(Ocfs2Inode ip, long iblock, BufferHead bh) {
        ip.ipAllocSem.downRead();
        long end = Math.min(iblock + (bh.bSize + ip.blockSize() - 1 >> ip.blkbits()), ip.blocks.blocks());
        long state = ip.blocks.state(iblock).load();
        bh.bSize = run(ip, iblock, end, state) << ip.blkbits();
        if (state == BlockTable.WRITTEN) {
            bh.bBlocknr = ip.blocks.startblock(iblock);
            bh.set(BufferHead.State.MAPPED);
        }
        ip.ipAllocSem.upRead();
        return state;
    }

    /** How many blocks from {@code first} on are in {@code state} and consecutive on the device. */
    protected static long run(Ocfs2Inode ip, long first, long end, long state) {
        long last = first + 1;
        while (last < end && ip.blocks.state(last).load() == state
                && (state == BlockTable.HOLE || ip.blocks.startblock(last) == ip.blocks.startblock(last - 1) + 1)) {
            last++;
        }
        return last - first;
    }

    /** {@code ocfs2_start_trans}: waits for room in the journal. */
    protected final int startTrans() {
        kernel.mightSleep("ocfs2_start_trans");
        int handle = kernel.machine().number("handle").number();
        kernel.say(new FileSystemEvent.JournalStart(handle, 0));
        return handle;
    }

    /** {@code ocfs2_commit_trans}. */
    protected final void commitTrans(int handle) {
        kernel.say(new FileSystemEvent.JournalStop(handle));
    }

    /** {@code ocfs2_add_inode_to_orphan}: recovery would cut what is beyond the size. */
    protected final void addInodeToOrphan(Ocfs2Inode ip) {
        commitTrans(startTrans());
        kernel.say(new FileSystemEvent.OrphanAdd(ip.ino()));
    }

    /**
     * {@code ocfs2_readpage} of one block that is not in the page cache: {@code ip_alloc_sem} and no other lock.
     *
     * @return {@code written}, {@code unwritten} or {@code hole}
     */
    public final String readpage(Ocfs2Inode ip, long lblk) {
        ip.ipAllocSem.downRead();
        long state = ip.blocks.state(lblk).load();
        String saw = state == BlockTable.WRITTEN ? "written" : state == BlockTable.UNWRITTEN ? "unwritten" : "hole";
        kernel.say(new InodeEvent.ReadSaw(ip.ino(), lblk, saw));
        ip.ipAllocSem.upRead();
        return saw;
    }

    /** {@code ocfs2_setattr}, its shrinking half, with {@code i_mutex} taken by its caller. */
    public final void setattrSize(Ocfs2Inode ip, long size) {
        ip.lock(-1);
        setattrWait(ip);
        truncateFile(ip, size);
        ip.ipRwLockres.unlock();
        ip.unlock(-1);
    }

    /** The part of {@code ocfs2_setattr} that waits for direct I/O: under the cluster lock, as first written. */
    protected void setattrWait(Ocfs2Inode ip) {
        ip.ipRwLockres.lock();
        ip.dioWait();
    }

    /** {@code ocfs2_truncate_file}: the size, then the blocks. */
    private void truncateFile(Ocfs2Inode ip, long size) {
        int handle = startTrans();
        ip.ipAllocSem.downWrite();
        ip.iSize().store(size);
        kernel.say(new InodeEvent.SetIsize(ip.ino(), size));
        ip.truncatePagecache(size + ip.blockSize() - 1 >> ip.blkbits(), Long.MAX_VALUE);
        remove(ip, size + ip.blockSize() - 1 >> ip.blkbits(), ip.blocks.blocks());
        ip.ipAllocSem.upWrite();
        commitTrans(handle);
    }

    /**
     * {@code __ocfs2_change_file_space} with {@code OCFS2_IOC_UNRESVSP64}: a hole is punched, under the cluster lock.
     * Direct I/O of this node is not waited for before 952b023f06a2 (v6.10).
     */
    public final void removeInodeRange(Ocfs2Inode ip, long first, long len) {
        ip.lock(-1);
        ip.ipRwLockres.lock();
        int handle = startTrans();
        ip.ipAllocSem.downWrite();
        remove(ip, first, first + len);
        ip.ipAllocSem.upWrite();
        commitTrans(handle);
        ip.truncatePagecache(first, first + len - 1);
        ip.ipRwLockres.unlock();
        ip.unlock(-1);
    }

    /**
     * Another node truncates the file: what this node does about it is to give up the cluster lock first. Neither
     * {@code i_mutex} nor {@code i_dio_count} of this node is known there.
     */
    public final void truncateElsewhere(Ocfs2Inode ip, long size) {
        ip.ipRwLockres.lockElsewhere();
        for (long block = size + ip.blockSize() - 1 >> ip.blkbits(); block < ip.blocks.blocks(); block++) {
            ip.blocks.state(block).store(BlockTable.HOLE);
        }
        ip.iSize().store(size);
        kernel.say(new InodeEvent.SetIsize(ip.ino(), size));
        ip.ipRwLockres.unlockElsewhere();
    }

    /** {@code ocfs2_evict_inode} and {@code ocfs2_delete_inode}: nobody has the file open, and it has no name. */
    public final void evictInode(Ocfs2Inode ip) {
        int handle = startTrans();
        ip.ipAllocSem.downWrite();
        remove(ip, 0, ip.blocks.blocks());
        ip.ipAllocSem.upWrite();
        commitTrans(handle);
        kernel.say(new InodeEvent.Evict(ip.ino()));
    }

    private void remove(Ocfs2Inode ip, long first, long end) {
        kernel.say(new InodeEvent.TruncateBegin(ip.ino(), first));
        for (long block = first; block < Math.min(end, ip.blocks.blocks()); block++) {
            ip.blocks.state(block).store(BlockTable.HOLE);
        }
        kernel.say(new InodeEvent.TruncateEnd(ip.ino(), first));
    }

    /**
     * {@code ocfs2_sync_file}: dirty pages are written and waited for. Direct I/O is not; what was completed before is
     * in the journal.
     */
    public final void syncFile(Ocfs2Inode ip) {
        kernel.say(new FileSystemEvent.SyncBegin("fsync"));
        if (ip.hasDirtyPages()) {
            ip.filemapWriteAndWaitRange(0, Long.MAX_VALUE);
        }
        kernel.mightSleep("jbd2_journal_force_commit");
        kernel.say(new FileSystemEvent.SyncEnd("fsync", 0));
    }

    /** {@code ocfs2_sync_fs}. */
    public final void syncFs() {
        kernel.say(new FileSystemEvent.SyncBegin("sync_fs"));
        kernel.mightSleep("jbd2_log_wait_commit");
        kernel.say(new FileSystemEvent.SyncEnd("sync_fs", 0));
    }

    /**
     * {@code generic_shutdown_super}: nobody has a file open. Pages are written, inodes go, then the core's queue, then
     * the journal.
     */
    public final void umount(List<Ocfs2Inode> inodes) {
        inodes.stream().filter(Ocfs2Inode::hasDirtyPages).forEach(ip -> ip.filemapWriteAndWaitRange(0, Long.MAX_VALUE));
        inodes.forEach(ip -> kernel.say(new InodeEvent.Evict(ip.ino())));
        WorkQueue wq = sb.sDioDoneWq().load();
        if (wq != null) {
            wq.destroy();
            sb.sDioDoneWq().store(null);
        }
        kernel.say(new FileSystemEvent.PutSuper());
        kernel.say(new FileSystemEvent.JournalDestroy());
    }
}

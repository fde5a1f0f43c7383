// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.event.Errno;
import endio.event.FileSystemEvent.BlockRun;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.iomap.Iomap;
import endio.iomap.IomapOps;
import endio.kernel.Kernel;
import endio.vfs.BlockTable;
import endio.vfs.Inode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Mapping and conversion of extents for direct I/O (fs/xfs/xfs_iomap.c of v4.15). */
public class XfsIomap {
    private static final long FIRST_ALLOCATED = 5000;

    private final Kernel kernel;

    /** A mount. */
    protected XfsIomap(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The kernel it runs in. */
    protected final Kernel kernel() {
        return kernel;
    }

    /** {@code xfs_file_iomap_begin}: looks up; a hole that is written is allocated as unwritten. */
    protected int fileIomapBegin(Inode inode, int req, long pos, long length, Set<IomapOps.Flag> flags, Iomap iomap) {
        boolean write = flags.contains(IomapOps.Flag.WRITE);
        int ret = map((XfsInode) inode, pos, length, flags, iomap);
        kernel.say(iomap.asBlocks(req, inode, pos, length, write, ret));
        return ret;
    }

    private int map(XfsInode ip, long pos, long length, Set<IomapOps.Flag> flags, Iomap iomap) {
        if (kernel.faults().happens(kernel.machine(), "get_block")) {
            return -Errno.EIO;
        }
        long first = pos >> ip.blkbits();
        long end = Math.min((pos + length + ip.blockSize() - 1) >> ip.blkbits(), ip.blocks.blocks());
        ip.iLock.downRead();
        bmapiRead(ip, first, end, iomap);
        ip.iLock.upRead();
        if (flags.contains(IomapOps.Flag.OVERWRITE_ONLY) && !overwritesOnly(ip, pos, length, iomap)) {
            return -Errno.EAGAIN;
        }
        if (flags.contains(IomapOps.Flag.WRITE) && iomap.type == Iomap.Type.HOLE) {
            return flags.contains(IomapOps.Flag.NOWAIT) ? -Errno.EAGAIN : writeDirect(ip, first, end, iomap);
        }
        return 0;
    }

    /** Whether a write allocates and zeroes nothing. Nobody asks before v5.12. */
    protected boolean overwritesOnly(XfsInode ip, long pos, long length, Iomap iomap) {
        return true;
    }

    /**
     * {@code xfs_bmapi_read} and {@code xfs_bmbt_to_iomap}: blocks alike and consecutive on the device, under {@code
     * i_lock}.
     */
    private void bmapiRead(XfsInode ip, long first, long end, Iomap iomap) {
        long state = ip.blocks.state(first).load();
        long last = first + run(ip, first, end, state);
        iomap.type = state == BlockTable.WRITTEN ? Iomap.Type.MAPPED
                : state == BlockTable.UNWRITTEN ? Iomap.Type.UNWRITTEN : Iomap.Type.HOLE;
        iomap.addr = state == BlockTable.HOLE ? -1 : ip.blocks.startblock(first) << ip.blkbits();
        iomap.offset = first << ip.blkbits();
        iomap.length = (last - first) << ip.blkbits();
    }

    /** {@code xfs_iomap_write_direct} as fs/direct-io.c needs it: a transaction that allocates unwritten blocks. */
    protected final void allocate(XfsInode ip, long first, long end) {
        int handle = transAlloc();
        ip.iLock.downWrite();
        allocateLocked(ip, first, end);
        transCommit(handle);
        ip.iLock.upWrite();
    }

    private static void allocateLocked(XfsInode ip, long first, long end) {
        for (long block = first; block < end && ip.blocks.state(block).load() == BlockTable.HOLE; block++) {
            ip.blocks.allocate(block, FIRST_ALLOCATED + block);
        }
    }

    /** How many blocks from {@code first} on are in {@code state} and consecutive on the device; under {@code i_lock}. */
    protected static long run(XfsInode ip, long first, long end, long state) {
        long last = first + 1;
        while (last < end && ip.blocks.state(last).load() == state
                && (state == BlockTable.HOLE || ip.blocks.startblock(last) == ip.blocks.startblock(last - 1) + 1)) {
            last++;
        }
        return last - first;
    }

    /** {@code xfs_iomap_write_direct}: a transaction that allocates unwritten blocks. */
    private int writeDirect(XfsInode ip, long first, long end, Iomap iomap) {
        int handle = transAlloc();
        ip.iLock.downWrite();
        allocateLocked(ip, first, end);
        bmapiRead(ip, first, end, iomap);
        transCommit(handle);
        ip.iLock.upWrite();
        return 0;
    }

    /**
     * {@code xfs_iomap_write_unwritten}: the blocks around a range are written ones from then on, and then the sizes
     * grow. Needs a transaction, so it may sleep. The kernel does it in pieces, a transaction for each; here it is one.
     *
     * @return 0 or a negative errno
     */
    protected int iomapWriteUnwritten(XfsInode ip, int req, long offset, long count) {
        int call = kernel.machine().number("conversion").number() + 1;
        kernel.say(new FileSystemEvent.ConvertBegin(call, req, ip.ino(), -1, offset, count, -1));
        int handle = transAlloc();
        int ret = kernel.faults().happens(kernel.machine(), "convert") ? -Errno.ENOSPC : 0;
        List<BlockRun> converted = new ArrayList<>();
        ip.iLock.downWrite();
        for (long block = offset >> ip.blkbits(); ret == 0 && block << ip.blkbits() < offset + count; block++) {
            if (ip.blocks.state(block).load() == BlockTable.UNWRITTEN) {
                ip.blocks.state(block).store(BlockTable.WRITTEN);
                converted.add(new BlockRun(block, 1));
            }
        }
        if (ret == 0) {
            growInCore(ip, offset + count);
            growOnDisk(ip, offset + count);
        }
        kernel.say(new FileSystemEvent.ConvertEnd(call, req, ip.ino(), -1, offset, count, -1, ret,
                List.copyOf(converted)));
        transCommit(handle);
        ip.iLock.upWrite();
        return ret;
    }

    /** {@code xfs_setfilesize}: a transaction that grows the size on disk. */
    protected int setfilesize(XfsInode ip, long size) {
        int handle = transAlloc();
        ip.iLock.downWrite();
        growOnDisk(ip, size);
        transCommit(handle);
        ip.iLock.upWrite();
        return 0;
    }

    /**
     * {@code i_size_write} under {@code i_flags_lock}, if it grows: whether it did. Other appending writes do the same.
     */
    protected boolean growInCore(XfsInode ip, long size) {
        ip.iFlagsLock.lock();
        boolean grows = size > ip.iSize().load();
        if (grows) {
            ip.iSize().store(size);
            kernel.say(new InodeEvent.SetIsize(ip.ino(), size));
        }
        ip.iFlagsLock.unlock();
        return grows;
    }

    private void growOnDisk(XfsInode ip, long size) {
        if (size > ip.diSize.load()) {
            ip.diSize.store(size);
        }
    }

    /** {@code xfs_trans_alloc}: waits for space in the log. */
    protected final int transAlloc() {
        kernel.mightSleep("xfs_trans_alloc");
        int handle = kernel.machine().number("handle").number();
        kernel.say(new FileSystemEvent.JournalStart(handle, 0));
        return handle;
    }

    /** {@code xfs_trans_commit}. */
    protected final void transCommit(int handle) {
        kernel.say(new FileSystemEvent.JournalStop(handle));
    }
}

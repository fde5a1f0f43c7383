// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.machine.Machine;
import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;

/**
 * A version of the protocol: a generation of the kernel, or one function of it changed. A historical bug, a mutant and
 * a patch under review are all the same: a small class that extends a generation and overrides what it changes.
 *
 * <p>Found with {@link java.util.ServiceLoader}: a class on the class path with a public constructor without
 * parameters, named in {@code META-INF/services/endio.scenario.Generation}.
 */
public interface Generation {

    /** What it is. */
    About about();

    /** The kernel that it runs in. */
    default Kernel kernel(Machine machine, Faults faults) {
        return new Kernel(machine, faults);
    }

    /** An inode of a file system that adds nothing to it. */
    default Inode inode(Kernel kernel, SuperBlock sb, int blkbits, long size) {
        return new Inode(kernel, sb, blkbits, size, 0);
    }

    /** Its direct-I/O core. */
    DirectIo directIo(Kernel kernel);

    /** Its ext4, not yet {@linkplain Ext4V3_11#fillSuper filled}. */
    Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options);

    /** Whether a file system's {@code end_io} does {@code inode_dio_done} and {@code aio_complete}: before v3.12. */
    boolean endIoCompletes();

    /** {@link About#id}. */
    default String id() {
        return about().id();
    }
}

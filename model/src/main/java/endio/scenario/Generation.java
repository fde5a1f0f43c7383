// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.blkdev.BlkdevDirectIo;
import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.machine.Machine;
import endio.machine.Program;
import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.Optional;
import java.util.Set;

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

    /** The block device's own engine; without one it goes through fs/direct-io.c. */
    default Optional<BlkdevDirectIo> blkdev(Kernel kernel) {
        return Optional.empty();
    }

    /** Flags of {@code __blockdev_direct_IO} for a block device (fs/block_dev.c). */
    default Set<DirectIo.Flag> blkdevFlags() {
        return Set.of();
    }

    /** What the core and a file system's {@code end_io} have to do with each other. */
    EndIo endIo();

    /** The contract of {@code end_io}. */
    enum EndIo {
        /**
         * It hears of errors, does {@code inode_dio_done} and {@code aio_complete}, and is called if bytes were
         * submitted. Until v3.11.
         */
        COMPLETES,
        /** It hears how many bytes were submitted, and of no error; called if there were any. Until v4.5. */
        IS_TOLD,
        /** It is always called, hears the result, and may replace it. */
        ANSWERS
    }

    /**
     * Whether {@code io_submit} holds the file while it submits: since 0b944d3a4bba (v4.9). Before, a
     * submitter may be left with neither file nor inode when its request is complete.
     */
    default boolean submitHoldsFile() {
        return true;
    }

    /** Whether a write keeps its file system from being frozen until it completes: since 70fe2f48152e (v4.9). */
    default boolean writeHoldsFreeze() {
        return submitHoldsFile();
    }

    /** Whether its kernel has this file system on this engine. */
    default boolean mounts(Mount.Type type) {
        return type == Mount.Type.PLAIN || type == Mount.Type.CONVERTING || type == Mount.Type.EXT4;
    }

    /** Whether a range of a block device can be zeroed by {@code fallocate}: since 25f4c41415e5 (v4.9). */
    default boolean blkdevFallocates() {
        return false;
    }

    /** Whether it can run {@code scenario}. */
    default boolean runs(Scenario scenario) {
        Mount.Type type = scenario.mount().type();
        boolean zeroes = type == Mount.Type.BLKDEV && scenario.actors().stream().anyMatch(Actor.PunchHole.class::isInstance);
        return mounts(type) && (!zeroes || blkdevFallocates());
    }

    /** What an engine runs for {@code scenario}: its world, booted with this generation. */
    default Program program(Scenario scenario) {
        return World.program(scenario, this);
    }

    /** {@link About#id}. */
    default String id() {
        return about().id();
    }
}

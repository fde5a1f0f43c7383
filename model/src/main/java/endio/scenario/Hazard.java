// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.List;

/**
 * Something that is known to go wrong, and in which generations.
 *
 * @param source why, in one sentence, by which it is known
 * @param generations their ids
 */
public record Hazard(String source, List<String> generations) {
    /** The last reference to an io_end may be the submitter's, who then converts after the completion. */
    public static final Hazard K1 = of(
            "K1: an io_end has two owners, and the submitter may be the one that puts it last",
            "V3_12", "V3_12Osync");
    /** A failed asynchronous write is converted. */
    public static final Hazard K2 = of(
            "K2: the error of a bio is not looked at before the conversion",
            "V3_11", "V3_12", "V3_12Osync");
    /** An overwrite clears the pointer to the current io_end under a locked write, whose blocks are never converted. */
    public static final Hazard K3 = of(
            "K3: an overwrite without i_mutex clears the inode's pointer to the current io_end",
            "V3_11", "V3_12", "V3_12Osync");
    /** Every mapping looks at the current io_end, also that of a reader who holds nothing that keeps it alive. */
    public static final Hazard K4 = of(
            "K4: a reader looks at the current io_end of somebody else, who may free it",
            "V3_12", "V3_12Osync");
    /** The error of an asynchronous conversion is lost. */
    public static final Hazard K5 = of(
            "K5: the error of a conversion is dropped on the asynchronous path",
            "V3_11", "V3_12", "V3_12Osync", "V4_6", "V4_15", "V5_3");
    /** Writeback marks the io_end of a direct write, which may complete, or be gone, meanwhile. */
    public static final Hazard K6 = of(
            "K6: writeback finds the current io_end of a direct write and marks it unwritten",
            "V3_11", "V3_12", "V3_12Osync");
    /** {@code end_io} hears of no error. */
    public static final Hazard NOT_TOLD = of(
            "end_io is not told of an error any more",
            "V3_12", "V3_12Osync");
    /** A read that begins beyond the end where there are blocks. */
    public static final Hazard READ_BEYOND = of(
            "the result is cut to i_size - offset, which is negative",
            "V3_11", "V3_12", "V3_12Osync");
    /** Truncate lets direct reads in again before it removes the blocks. */
    public static final Hazard READERS_RESUMED = of(
            "reads without i_mutex are let in again before truncate removes the blocks",
            "V3_11", "V3_12", "V3_12Osync");
    /** {@code generic_write_sync} replaces the result of an asynchronous write, whatever it was. */
    public static final Hazard ERROR_REPLACED = of(
            "generic_write_sync replaces the result, whatever it was",
            "V4_15");

    /** XFS lets writes beyond the end be asynchronous. */
    public static final Hazard XFS_EXTENDS = of(
            "XFS does not wait for a write beyond the end: end_io makes the size grow, after the data",
            "V4_6", "I0_V4_15", "I1_V5_3", "I2_V6_1", "I3_V6_11", "I4_V6_18", "I5_V7_1");

    /** A reader that the new size lets in finds blocks that are not converted yet. */
    public static final Hazard XFS_SIZE_FIRST = of(
            "XFS lets the size grow before it converts; ee70daaba82d (v4.14) ended that",
            "V3_11", "V3_12", "V3_12Osync", "V4_6");

    /** iomap cannot be told to wait for an asynchronous write. */
    public static final Hazard NO_FORCE_WAIT = of(
            "until v5.5 iomap knows no IOMAP_DIO_FORCE_WAIT, so a file system cannot make an extending write wait",
            "I0_V4_15", "I1_V5_3");

    /** An O_(D)SYNC write is flushed by its submitter, who does not wait for its data. */
    public static final Hazard H3 = of(
            "H3: an asynchronous O_(D)SYNC write is flushed when it was submitted, not when its data is there",
            "V3_11", "V3_12");

    /** XFS makes an ioend for every direct write, for a synchronous one as well. */
    public static final Hazard XFS_IOEND = of(
            "XFS makes an ioend for every direct write, also for a synchronous one",
            "V3_11", "V3_12", "V3_12Osync");
    /** {@code xfs_fs_put_super} takes the log down before the queues of conversions. */
    public static final Hazard XFS_TAIL = of(
            "a work that has completed its request may still have to return when the log is gone; it only frees its ioend",
            "V3_11");

    /** OCFS2 completes under {@code i_mutex}. */
    public static final Hazard OCFS2_I_MUTEX = of(
            "OCFS2's end_io takes i_mutex in the worker, and truncate holds it while it waits for direct I/O;"
            + " 90bd070aae6c (v5.12) ended that",
            "V4_6", "V4_15", "V5_3");
    /** OCFS2 punches holes under direct I/O. */
    public static final Hazard OCFS2_PUNCH = of(
            "OCFS2 does not wait for direct I/O before it punches a hole; 952b023f06a2 (v6.10) does",
            "V3_11", "V3_12", "V3_12Osync", "V4_6", "V4_15", "V5_3");
    /** OCFS2 drops the error of its {@code end_io}. */
    public static final Hazard OCFS2_ERROR_DROPPED = of(
            "ocfs2_dio_end_io drops the error of ocfs2_dio_end_io_write", "V4_6");

    /** The submitter of a request that is complete has neither file nor inode. */
    public static final Hazard H5 = of(
            "H5: io_submit does not hold the file, so the submitter uses an inode that may be gone with its request;"
            + " 0b944d3a4bba (v4.9) ended that",
            "V3_11", "V3_12", "V3_12Osync", "V4_6");

    /** Nobody drops cached pages when an asynchronous write completes. */
    public static final Hazard H4 = of(
            "H4: cached pages are dropped when a write was submitted, not when it completes; 332391a9935d (v4.14) ended that",
            "V3_11", "V3_12", "V3_12Osync", "V4_6");

    /** Nobody drops cached pages of a block device when an asynchronous write completes. */
    public static final Hazard BLKDEV_DROPS_AT_SUBMISSION = of(
            "H4 of block devices: cached pages are dropped when a write was submitted (generic_file_direct_write), and"
            + " blkdev_bio_end_io, which completes it since 542ff7bf18c6 (v4.10), drops none",
            "V3_11", "V3_12", "V3_12Osync", "V4_6", "V4_15", "V5_3", "I2_V6_1", "I3_V6_11", "I4_V6_18", "I5_V7_1");

    /** A write in flight does not keep anybody from freezing the file system. */
    public static final Hazard H6 = of(
            "H6: the protection from freezing is given up when a write was submitted; 70fe2f48152e (v4.9) keeps it until it completes",
            "V3_11", "V3_12", "V3_12Osync", "V4_6");

    /** ext4 makes the size grow when the engine has returned, and so has flushed. */
    public static final Hazard H8 = of(
            "H8: ext4 makes the size grow after the engine has flushed the write; 91562895f803 (v6.7) ended that", "I2_V6_1");

    /** ext4 keeps unaligned writes from each other, and not from aligned ones that come later. */
    public static final Hazard ALIGNED_OVERTAKES = of(
            "ext4 lets an aligned write begin while zeros of an unaligned one are under way; 57a0da28ced8 (v5.2) ended that",
            "V3_11", "V3_12", "V3_12Osync", "V4_6", "V4_15");
    /** ext4 asks only asynchronous writes to wait for each other. */
    public static final Hazard SYNC_OVERTAKES = of(
            "ext4 lets only asynchronous unaligned writes wait, and not a synchronous one; since 57a0da28ced8 (v5.2) an"
            + " asynchronous one is waited for",
            "V3_11", "V3_12", "V3_12Osync", "V4_6", "V4_15");
    /** ext4 thinks that nothing is in flight at the end of the file. */
    public static final Hazard TAIL_OVERTAKES = of(
            "ext4 lets nobody wait who writes where the file ends, also within a block; 372a03e01853 (v5.1) ended that",
            "V3_11", "V3_12", "V3_12Osync", "V4_6", "V4_15");
    /** XFS keeps unaligned writes from each other, and not from aligned ones that come later. */
    public static final Hazard XFS_ALIGNED_OVERTAKES = of(
            "XFS lets an aligned write begin while zeros of an unaligned one are under way; 2032a8a27b5c (v5.1) ended that",
            "V3_11", "V3_12", "V3_12Osync", "V4_6", "I0_V4_15");

    /** XFS begins an unaligned write that needs zeros twice. */
    public static final Hazard XFS_RETRIES = of(
            "since ed1128c2d0c8 (v5.12) XFS tries an unaligned write as a mere overwrite first, and again with another dio"
            + " if it is none", "I2_V6_1", "I3_V6_11", "I4_V6_18", "I5_V7_1");

    /** The submitter asks a kiocb what it is, of which the last bio may have reported the request. */
    public static final Hazard IOCB_AFTER_DROP = of(
            "v4.15 reads ki_complete of the kiocb after its own drop; 4ea899ead278 ended that", "I0_V4_15");

    public Hazard {
        generations = List.copyOf(generations);
    }

    private static Hazard of(String source, String... generations) {
        return new Hazard(source, List.of(generations));
    }

    /** The same, as far as it shows in these generations. */
    public Hazard in(String... some) {
        return of(source, some);
    }
}

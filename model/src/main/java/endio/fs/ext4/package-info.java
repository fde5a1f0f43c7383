// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * ext4, as far as direct I/O, writeback, conversion of unwritten extents and whoever waits for them go.
 *
 * <p>The functions of one kernel file are one class over the file that it calls: {@link endio.fs.ext4.Extents},
 * {@link endio.fs.ext4.PageIo}, {@link endio.fs.ext4.Writeback}, {@link endio.fs.ext4.DirectIoPath},
 * {@link endio.fs.ext4.Truncation}. The generation {@link endio.fs.ext4.Ext4V3_11} stands on top of them, and each later
 * generation holds what its commit changed. A mutant or a patch under review overrides one function in the same way.
 *
 * <p>What may fail by {@link endio.kernel.Faults} beside allocations: {@code journal start}, {@code map blocks},
 * {@code convert}.
 *
 * <p>Left out, and what that can hide: the credits of a transaction and its commit (deadlocks between conversion and
 * journal), delayed allocation and the writeback of other inodes (which only decide when pages are written), journalled
 * data, files without extents. A conversion is one handle and one hold of {@code i_data_sem}, where the kernel takes one
 * for each extent: readers never see half of one here.
 *
 * <p>{@code null} stands for the kernel's {@code NULL}.
 */
@NullMarked
package endio.fs.ext4;

import org.jspecify.annotations.NullMarked;

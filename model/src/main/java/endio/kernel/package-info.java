// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The primitives that a model of kernel code is written in: plain and atomic variables, locks, wait queues, sleeping,
 * lists, slab caches and workqueues. Each does what the kernel's does, in the same indivisible steps, through
 * {@link endio.machine.Machine}, and says itself what a property may want to know: that something may sleep, that memory
 * was freed, that work was queued.
 *
 * <p>{@code null} stands for the kernel's {@code NULL} in a {@link endio.kernel.Pointer}, and nowhere else.
 */
@NullMarked
package endio.kernel;

import org.jspecify.annotations.NullMarked;

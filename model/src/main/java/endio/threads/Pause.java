// SPDX-License-Identifier: GPL-2.0-or-later
package endio.threads;

/**
 * One thread of a {@link ThreadMachine} pauses once, as if an interrupt had come: so a window of a single step is open for
 * long enough that another processor may get in.
 *
 * @param thread number of the thread, from 1
 * @param step it pauses before this operation of its own, from 0
 * @param spins looks whether the others have left; it goes on after so many, or when they have
 */
public record Pause(int thread, int step, int spins) {}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

/**
 * Something that may go wrong by itself. Each time it may is a choice.
 *
 * @param what as {@link endio.kernel.Faults} is asked: {@code alloc dio}, {@code spurious wake-up}
 * @param times how often in one thread at most; a bound over all threads would make their steps depend on each other
 */
public record Fault(String what, int times) {}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/**
 * Marks an event that tells what the last operation of its thread did or saw: {@link InodeEvent.InodeDioDone} tells the
 * count that the decrement left. Such an event is part of that operation: whatever comes after the operation comes after
 * the event, and no switch of threads parts them. All others are steps of their own.
 */
public interface OfOperation {}

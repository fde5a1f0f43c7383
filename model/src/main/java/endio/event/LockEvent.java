// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** Locks and sleeping. */
public sealed interface LockEvent extends Event {

    /**
     * A lock is taken.
     *
     * @param lock which
     * @param spinning held without sleeping
     * @param irqsave interrupts are off on this processor while it is held
     */
    record Locked(String lock, boolean spinning, boolean irqsave) implements LockEvent, OfOperation {}

    /** It is released. */
    record Unlocked(String lock) implements LockEvent, OfOperation {}

    /** Something that may sleep is called: only a task or a worker without a spin lock may do that. */
    record MightSleep(String what) implements LockEvent {}

    /** The thread waits for a wake-up; {@code reason} says for what. */
    record Schedule(String reason) implements LockEvent {}
}

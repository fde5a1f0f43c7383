// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** What a piece of code runs as; decides whether it may sleep. */
public enum ContextKind {
    /** A system call or another thread of the kernel: may sleep. */
    TASK,
    /** A hard or soft interrupt: a bio's end on some processor. May not sleep. */
    IRQ,
    /** A worker of a workqueue: may sleep. */
    KWORKER,
    /** A bio ended by a plain call inside {@code submit_bio}, on the submitter's stack; must behave as in an interrupt. */
    INLINE;

    /** Whether code that runs as this may sleep. */
    public boolean maySleep() {
        return this == TASK || this == KWORKER;
    }
}

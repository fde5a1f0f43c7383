// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

/**
 * One line of ftrace text that tells an event.
 *
 * @param number of the line in its file, from 1
 * @param task name of the task that the processor ran, possibly cut
 * @param pid its number
 * @param cpu the processor
 * @param flags what the task's processor was in: interrupts off, need-resched, context, preempt depth,
 * migrate-disable depth;
 *     empty if the rendering has none
 * @param nanos time stamp, in nanoseconds of the recording's clock
 * @param event name: that of the tracepoint or probe; of a system call {@code sys_enter_X} or {@code sys_exit_X}
 * @param args all that follows the name
 * @param text the whole line
 */
record TraceLine(int number, String task, int pid, int cpu, String flags, long nanos, String event, String args,
        String text) {

    /**
     * The context letter of the flags: {@code h}, {@code H}, {@code s}, {@code z}, {@code Z}, {@code .}; 0 if there
     * is none.
     */
    char contextFlag() {
        return flags.length() >= 3 ? flags.charAt(2) : 0;
    }

    /** Whether the flags say nothing of the context: those of a probe that was taken through a breakpoint. */
    boolean throughBreakpoint() {
        char c = contextFlag();
        return c == 'Z' || c == 'z' || flags.endsWith("ff");
    }

    /** Interrupts or preemption are off; false where the flags do not tell. */
    boolean atomic() {
        if (flags.length() < 4 || throughBreakpoint()) {
            return false;
        }
        char irqs = flags.charAt(0);
        char depth = flags.charAt(3);
        return irqs == 'd' || irqs == 'D' || depth >= '1' && depth <= '9' || depth >= 'a' && depth <= 'e';
    }
}

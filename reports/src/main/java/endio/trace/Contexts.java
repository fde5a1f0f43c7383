// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.event.ContextKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who does what a line tells. An interrupt carries the name of the task that it interrupted, so the flags decide;
 * where there
 * are none, {@code irq_handler_entry} and {@code _exit} around it. Interrupt threads of PREEMPT_RT count as
 * interrupts: there a
 * bio ends, and nothing of a completion that sleeps may be done.
 */
final class Contexts {
    private final Map<String, Context> known = new HashMap<>();
    private final Map<Integer, Context> previous = new HashMap<>();
    private final Map<Integer, Integer> previousPid = new HashMap<>();
    private final Set<Integer> handling = new HashSet<>();
    private final Set<Integer> working = new HashSet<>();
    private boolean flagsSeen;
    private boolean handlersSeen;

    /** The context of a line, as its columns tell it. */
    Context of(TraceLine line) {
        char c = line.contextFlag();
        Context where;
        if (c != 0 && !line.throughBreakpoint()) {
            flagsSeen = true;
            where = c == 'h' || c == 'H' || c == 's' ? irq(line) : task(line);
        } else {
            where = c != 0 && sameTaskBefore(line) ? previous.get(line.cpu()) : unflagged(line);
        }
        previous.put(line.cpu(), where);
        previousPid.put(line.cpu(), line.pid());
        return where;
    }

    private boolean sameTaskBefore(TraceLine line) {
        Integer pid = previousPid.get(line.cpu());
        return pid != null && pid == line.pid();
    }

    private Context unflagged(TraceLine line) {
        return handling.contains(line.cpu()) || line.pid() == 0 ? irq(line) : task(line);
    }

    private Context irq(TraceLine line) {
        if (isInterruptThread(line)) {
            return context(line.task(), ContextKind.IRQ, line.pid());
        }
        return known.computeIfAbsent("irq/cpu" + line.cpu(), name -> new Context(known.size(), ContextKind.IRQ, name));
    }

    private Context task(TraceLine line) {
        if (isInterruptThread(line)) {
            return irq(line);
        }
        boolean worker = working.contains(line.pid()) || line.task().startsWith("kworker/");
        return context(line.task(), worker ? ContextKind.KWORKER : ContextKind.TASK, line.pid());
    }

    /** The task of a line, as the one that is in a system call. */
    Context submitter(TraceLine line) {
        return context(line.task(), ContextKind.TASK, line.pid());
    }

    /** The task of a line, ending a bio inside a submission. */
    Context inline(TraceLine line) {
        return context(line.task(), ContextKind.INLINE, line.pid());
    }

    private Context context(String task, ContextKind kind, int pid) {
        // One thread for a task, whatever it runs as; the idle tasks of all processors have one number.
        Context plain = known.computeIfAbsent("pid " + pid, key ->
                new Context(known.size(), ContextKind.TASK, name(task, pid)));
        if (kind == ContextKind.TASK) {
            return plain;
        }
        return known.computeIfAbsent("pid " + pid + " " + kind,
                key -> new Context(plain.thread(), kind, kind == ContextKind.INLINE ? plain.name() + " (inline)"
                        : plain.name()));
    }

    private static String name(String task, int pid) {
        return task + "-" + pid;
    }

    private static boolean isInterruptThread(TraceLine line) {
        return line.task().startsWith("irq/");
    }

    void handlerEntered(TraceLine line) {
        handlersSeen = true;
        handling.add(line.cpu());
        previous.remove(line.cpu());
    }

    void handlerLeft(TraceLine line) {
        handling.remove(line.cpu());
        previousPid.remove(line.cpu());
    }

    void workStarted(TraceLine line) {
        working.add(line.pid());
    }

    void workEnded(TraceLine line) {
        working.remove(line.pid());
    }

    /** What came before is not known any more. */
    void forget() {
        handling.clear();
        working.clear();
        previous.clear();
        previousPid.clear();
    }

    /** Whether the recording tells interrupts from tasks. */
    boolean known() {
        return flagsSeen || handlersSeen;
    }
}

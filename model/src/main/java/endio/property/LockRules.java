// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.InodeEvent.InodeLock;
import endio.event.LockEvent.Locked;
import endio.event.LockEvent.Unlocked;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** S41. Locks are of one class if their names differ only in the number of the object. */
final class LockRules implements Monitor {
    static final Property S41 = Rule.of("S41", "lock-rules",
            "A spin lock that interrupts take is taken with interrupts off everywhere else; no sleeping lock is taken"
            + " where nothing may sleep; no completion takes i_mutex.",
            Needs.END_STATE, LockRules::new, Locked.class, Unlocked.class, InodeLock.class, WorkStart.class,
                    WorkEnd.class);

    private static final class LockClass {
        int inInterrupt = -1;
        int interruptible = -1;
        boolean violated;
    }

    private static final Pattern NUMBER = Pattern.compile("#\\d+");

    private final Map<String, LockClass> byClass = new HashMap<>();
    private final Map<String, LockClass> byName = new HashMap<>();
    private final Atomicity atomicity = new Atomicity();
    private final Set<Integer> completing = new HashSet<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof Locked e && e.spinning()) {
            spinLock(e, at, where, judge);
        } else if (event instanceof Locked e && atomicity.atomic(where)) {
            judge.violated("The sleeping lock " + e.lock() + " is taken " + atomicity.reason(where) + ".", at);
        } else if (event instanceof InodeLock && (completing.contains(where.thread()) || !where.kind().maySleep())) {
            judge.violated("A completion takes i_mutex: a truncate that holds it waits for completions.", at);
        } else if (event instanceof WorkStart e && e.dio() >= 0) {
            completing.add(where.thread());
        } else if (event instanceof WorkEnd) {
            completing.remove(where.thread());
        }
        atomicity.on(where, event);
    }

    private void spinLock(Locked e, int at, Context where, Judge judge) {
        LockClass lock = byName.computeIfAbsent(e.lock(),
                name -> byClass.computeIfAbsent(NUMBER.matcher(name).replaceAll(""), kind -> new LockClass()));
        boolean interrupt = where.kind() == ContextKind.IRQ || where.kind() == ContextKind.INLINE;
        if (interrupt && lock.inInterrupt < 0) {
            judge.judged();
            lock.inInterrupt = at;
        } else if (!interrupt && !e.irqsave()) {
            lock.interruptible = at;
        }
        if (lock.inInterrupt >= 0 && lock.interruptible >= 0 && !lock.violated) {
            lock.violated = true;
            judge.violated("The spin lock " + e.lock()
                    + " is taken in interrupts, and elsewhere with interrupts on: an interrupt on top of its holder"
                    + " would spin for ever.", lock.interruptible, lock.inInterrupt);
        }
    }
}

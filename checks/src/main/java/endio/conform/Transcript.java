// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.event.DioEvent;
import endio.event.Event;
import endio.event.LockEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run in the form of the golden lists. What changes under {@code bio_lock} is listed when the lock is
 * released, or just before a wake-up inside it, in a fixed order and as one change a field.
 */
public final class Transcript {
    private final Function<Event, @Nullable ObjectNode> fields;
    private final List<ObjectNode> events = new ArrayList<>();
    private boolean inside;
    private final List<DioEvent.BioListPush> pushes = new ArrayList<>();
    private final List<DioEvent.BioListPop> pops = new ArrayList<>();
    private DioEvent.@Nullable Ref ref;
    private DioEvent.@Nullable WaiterSet waiterSet;
    private DioEvent.@Nullable WaiterClear waiterClear;

    /**
     * @param fields the fields of an event, without its name and context; null: it is in no list
     */
    public Transcript(Function<Event, @Nullable ObjectNode> fields) {
        this.fields = fields;
    }

    /** All so far. */
    public List<ObjectNode> events() {
        return events;
    }

    /** Takes note of {@code event}, which happened in {@code ctx}. */
    public void said(String ctx, Event event) {
        if (event instanceof LockEvent.Locked locked) {
            inside = inside || isBioLock(locked.lock());
        } else if (event instanceof LockEvent.Unlocked unlocked) {
            if (isBioLock(unlocked.lock())) {
                flush(ctx);
                inside = false;
            }
        } else if (!inside || !held(event)) {
            if (event instanceof DioEvent.Wake) {
                flush(ctx);
            }
            ObjectNode json = fields.apply(event);
            if (json != null) {
                add(ctx, event.name(), json);
            }
        }
    }

    /** Adds an event of the surroundings that the model has no word for. */
    public void add(String ctx, String name, ObjectNode json) {
        events.add(json.put("e", name).put("ctx", ctx));
    }

    private static boolean isBioLock(String lock) {
        return lock.endsWith(".bio_lock");
    }

    private boolean held(Event event) {
        if (event instanceof DioEvent.BioListPush push) {
            pushes.add(push);
        } else if (event instanceof DioEvent.BioListPop pop) {
            pops.add(pop);
        } else if (event instanceof DioEvent.Ref next) {
            ref = ref == null ? next : new DioEvent.Ref(next.dio(), ref.from(), next.to());
        } else if (event instanceof DioEvent.WaiterSet set) {
            if (waiterClear == null) {
                waiterSet = set;
            }
            waiterClear = null;
        } else if (event instanceof DioEvent.WaiterClear clear) {
            if (waiterSet == null) {
                waiterClear = clear;
            }
            waiterSet = null;
        } else {
            return false;
        }
        return true;
    }

    private void flush(String ctx) {
        pushes.forEach(push -> change(ctx, push));
        change(ctx, ref);
        pops.forEach(pop -> change(ctx, pop));
        change(ctx, waiterSet);
        change(ctx, waiterClear);
        pushes.clear();
        pops.clear();
        ref = null;
        waiterSet = null;
        waiterClear = null;
    }

    private void change(String ctx, @Nullable Event event) {
        if (event != null) {
            add(ctx, event.name(), EventJson.of(event));
        }
    }
}

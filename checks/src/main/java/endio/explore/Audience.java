// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.event.Context;
import endio.event.Event;
import endio.event.LogEvent;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.property.Ending;
import endio.property.Judge;
import endio.property.Monitor;
import endio.property.Property;
import endio.property.Shared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whom to tell: the monitors of one execution after another, each only what its property hears. */
final class Audience implements Judge {
    /** Something that was found, at positions of the log. {@code steps} and {@code switches}: when it was said. */
    record Violation(String property, String sentence, List<Integer> at, int steps, int switches) {}

    private final Property[] properties;
    private final @Nullable Monitor[] monitors;
    private final long[] judged;
    private final Log log;
    private final boolean totalOrder;
    private final Map<Class<?>, int[]> listeners = new HashMap<>();
    /** Properties that hear nothing and judge the end. */
    private final int[] ofEndAlone;
    /** Properties that have a monitor in this execution, in the order in which they came to it. */
    private final int[] begun;
    private int began;
    private @Nullable Shared shared;
    private final boolean hearsUse;
    private final Set<ObjectId> slabObjects = new HashSet<>();
    private final Map<ObjectId, MemoryEvent.Use> uses = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private int judging;
    private long events;
    /** What was counted before this execution; kept only if it may have to be taken back. */
    private long @Nullable [] judgedBefore;
    private long eventsBefore;

    /** @param totalOrder judge by the order of this execution; otherwise by happens-before */
    Audience(List<Property> properties, Log log, boolean totalOrder) {
        this.properties = properties.toArray(Property[]::new);
        this.monitors = new Monitor[this.properties.length];
        this.judged = new long[this.properties.length];
        this.begun = new int[this.properties.length];
        this.ofEndAlone = IntStream.range(0, this.properties.length).filter(i -> this.properties[i].hears().isEmpty()).toArray();
        this.log = log;
        this.totalOrder = totalOrder;
        this.hearsUse = listeners(MemoryEvent.Use.class).length > 0;
    }

    void restart() {
        for (int i = 0; i < began; i++) {
            monitors[begun[i]] = null;
        }
        began = 0;
        shared = null;
        slabObjects.clear();
        violations.clear();
    }

    /** The next execution may turn out to repeat another one. */
    void mayBeTakenBack() {
        judgedBefore = judged.clone();
        eventsBefore = events;
    }

    /** Forgets what was counted in the last execution, if it was one that might be taken back. */
    void takeBack() {
        long[] before = judgedBefore;
        if (before != null) {
            System.arraycopy(before, 0, judged, 0, judged.length);
            events = eventsBefore;
            judgedBefore = null;
        }
    }

    void hear(int at, Context where, Event event) {
        events++;
        if (event instanceof MemoryEvent.Alloc alloc && hearsUse) {
            slabObjects.add(alloc.object());
        } else if (event instanceof LogEvent.Crash crash) {
            found("crash", crash.what(), at);
        } else if (event instanceof LogEvent.AssertionFailed assertion) {
            found("assertion", assertion.what(), at);
        }
        tell(at, where, event);
    }

    /** An operation on a cell of {@code owner}. */
    void use(int at, Context where, ObjectId owner) {
        if (hearsUse && slabObjects.contains(owner)) {
            tell(at, where, uses.computeIfAbsent(owner, MemoryEvent.Use::new));
        }
    }

    void end(Ending ending) {
        for (int i : ofEndAlone) {
            monitor(i);
        }
        Arrays.sort(begun, 0, began);
        for (int i = 0; i < began; i++) {
            judging = begun[i];
            monitor(judging).end(ending, this);
        }
    }

    void found(String property, String sentence, int... at) {
        violations.add(new Violation(property, sentence, Arrays.stream(at).boxed().toList(), log.length(),
                log.switches()));
    }

    /** What was found in this execution so far. */
    List<Violation> violations() {
        return violations;
    }

    /** Events said, over all executions. */
    long events() {
        return events;
    }

    /** Subjects judged over all executions, by property. */
    Map<String, Long> judgedByProperty() {
        Map<String, Long> sums = new TreeMap<>();
        for (int i = 0; i < properties.length; i++) {
            sums.merge(properties[i].id(), judged[i], Long::sum);
        }
        return sums;
    }

    @Override
    public boolean before(int a, int b) {
        return totalOrder ? a < b : log.before(a, b);
    }

    @Override
    public void judged() {
        judged[judging]++;
    }

    @Override
    public void violated(String sentence, int... at) {
        found(properties[judging].id(), sentence, at);
    }

    private void tell(int at, Context where, Event event) {
        int[] who = listeners.get(event.getClass());
        if (who == null) {
            who = listeners(event.getClass());
            listeners.put(event.getClass(), who);
        }
        for (int i : who) {
            judging = i;
            monitor(i).on(at, where, event, this);
        }
    }

    private Monitor monitor(int i) {
        Monitor monitor = monitors[i];
        if (monitor == null) {
            monitor = properties[i].monitor();
            if (shared == null) {
                shared = new Shared();
            }
            monitor.join(shared);
            monitors[i] = monitor;
            begun[began++] = i;
        }
        return monitor;
    }

    private int[] listeners(Class<?> type) {
        int[] who = new int[properties.length];
        int n = 0;
        for (int i = 0; i < properties.length; i++) {
            if (hears(properties[i], type)) {
                who[n++] = i;
            }
        }
        return Arrays.copyOf(who, n);
    }

    private static boolean hears(Property property, Class<?> type) {
        for (Class<?> heard : property.hears()) {
            if (heard.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
    }
}

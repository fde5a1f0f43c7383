// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.property.Ending.Blocked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Events written by hand, to be judged: {@code Story.of(task(0).says(...), irq(0).says(...))}. They arrive as written.
 * As a recording, this order is the order; {@link #unordered} takes away all order but that of each context and the
 * pairs given with {@link #ordered}.
 */
final class Story {
    /** What one context says in a row. */
    record Part(Context where, List<Event> events) {}

    /** Somebody who can say things. */
    record Actor(Context context) {
        Part says(Event... events) {
            return new Part(context, List.of(events));
        }
    }

    /** What came of it; a violation is its sentence and its positions. */
    record Verdict(int judged, List<String> violations, List<int[]> positions) {
        boolean holds() {
            return violations.isEmpty();
        }
    }

    private final List<Context> contexts = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private boolean recorded = true;
    private final List<int[]> pairs = new ArrayList<>();
    private Ending ending = Ending.QUIESCENT;

    static Actor task(int n) {
        return new Actor(new Context(n, ContextKind.TASK, "task" + n));
    }

    static Actor irq(int n) {
        return new Actor(new Context(100 + n, ContextKind.IRQ, "irq/bio" + n));
    }

    static Actor inline(int task, int bio) {
        return new Actor(new Context(task, ContextKind.INLINE, "inline/bio" + bio));
    }

    static Actor kworker(int n) {
        return new Actor(new Context(200 + n, ContextKind.KWORKER, "kworker" + n));
    }

    static Story of(Part... parts) {
        Story story = new Story();
        for (Part part : parts) {
            for (Event event : part.events()) {
                story.contexts.add(part.where());
                story.events.add(event);
            }
        }
        return story;
    }

    /** Only the order within each thread, and what {@link #ordered} adds. */
    Story unordered() {
        recorded = false;
        return this;
    }

    /** The event at the first position comes before the one at the second. */
    Story ordered(int first, int second) {
        pairs.add(new int[] {first, second});
        return this;
    }

    Story cut() {
        ending = new Ending(Ending.Kind.CUT, List.of());
        return this;
    }

    Story crashed() {
        ending = new Ending(Ending.Kind.CRASHED, List.of());
        return this;
    }

    Story stuck(Actor... actors) {
        ending = new Ending(Ending.Kind.STUCK,
                Arrays.stream(actors).map(a -> new Blocked(a.context(), "AWAIT_EQ task.state", "")).toList());
        return this;
    }

    /** Who waits, and for what. */
    Story stuckAt(String what, Actor actor) {
        ending = new Ending(Ending.Kind.STUCK, List.of(new Blocked(actor.context(), what, "")));
        return this;
    }

    /** And who else. */
    Story alsoStuckAt(String what, Actor actor) {
        List<Blocked> blocked = new ArrayList<>(ending.blocked());
        blocked.add(new Blocked(actor.context(), what, ""));
        ending = new Ending(Ending.Kind.STUCK, blocked);
        return this;
    }

    Verdict judge(String id) {
        return judge(Properties.get(id));
    }

    Verdict judge(Property property) {
        Monitor monitor = property.monitor();
        int[] judged = {0};
        List<String> violations = new ArrayList<>();
        List<int[]> positions = new ArrayList<>();
        boolean[][] before = order();
        Judge judge = new Judge() {
            @Override
            public boolean before(int a, int b) {
                return before[a][b];
            }

            @Override
            public void judged() {
                judged[0]++;
            }

            @Override
            public void violated(String sentence, int... at) {
                violations.add(sentence);
                positions.add(at);
            }
        };
        for (int at = 0; at < events.size(); at++) {
            Event event = events.get(at);
            if (property.hears().stream().anyMatch(kind -> kind.isInstance(event))) {
                monitor.on(at, contexts.get(at), event, judge);
            }
        }
        monitor.end(ending, judge);
        return new Verdict(judged[0], violations, positions);
    }

    private boolean[][] order() {
        int n = events.size();
        boolean[][] before = new boolean[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                before[a][b] = recorded || contexts.get(a).thread() == contexts.get(b).thread();
            }
        }
        pairs.forEach(pair -> before[pair[0]][pair[1]] = true);
        for (int via = 0; via < n; via++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    before[a][b] |= before[a][via] && before[via][b];
                }
            }
        }
        return before;
    }
}

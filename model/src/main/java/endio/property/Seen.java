// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.SeenEvent;
import endio.event.SeenEvent.Matter;
import java.util.List;

/** H2 to H7: what was seen is what was due. They judge small models of historical bugs, and actors
 * who know what they are owed: each says both values. */
final class Seen implements Monitor {
    static final Property H2 = of(Matter.DATA, "H2", "current-data", "A reader finds what the last completed write left, and a "
            + "write is not undone by another one's padding.");
    static final Property H3 = of(Matter.RESULT, "H3", "right-result", "A result, a size or a state tells what was really done.");
    static final Property H4 = of(Matter.DURABLE, "H4", "durable-when-reported",
            "What has to be durable is so before it is reported as done.");
    static final Property H5 = of(Matter.LEFT_OVER, "H5", "nothing-left-over",
            "References, locks and protections that a request took are given back once it is over.");
    static final Property H6 = of(Matter.ROUNDS, "H6", "waiter-gets-on",
            "Others cannot go round and round for ever while somebody waits for them.");
    static final Property H7 = of(Matter.FROZEN, "H7", "frozen-is-frozen", "A frozen file system is not changed.");
    static final List<Property> ALL = List.of(H2, H3, H4, H5, H6, H7);

    private final Matter matter;

    private Seen(Matter matter) {
        this.matter = matter;
    }

    private static Property of(Matter matter, String id, String title, String statement) {
        return Rule.of(id, title, statement, Needs.OBJECT_ORDER, () -> new Seen(matter), SeenEvent.class);
    }

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof SeenEvent e && e.matter() == matter) {
            judge.judged();
            if (e.got() != e.due()) {
                judge.violated(e.what() + " is " + e.got() + " where " + e.due() + " is due.", at);
            }
        }
    }
}

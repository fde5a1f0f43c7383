// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A property as data: its words, and where its monitors come from. */
record Rule(String id, String title, String statement, Needs needs, Set<Class<? extends Event>> hears,
        Supplier<Monitor> maker)
        implements Property {

    Rule {
        hears = Collections.unmodifiableSet(new LinkedHashSet<>(hears));
    }

    @SafeVarargs
    static Rule of(String id, String title, String statement, Needs needs, Supplier<Monitor> maker,
            Class<? extends Event>... hears) {
        return new Rule(id, title, statement, needs, new LinkedHashSet<>(List.of(hears)), maker);
    }

    /** One whose monitors keep a {@link Ledger}, and so hear what that hears as well. */
    @SafeVarargs
    static Rule onLedger(String id, String title, String statement, Needs needs, Supplier<Monitor> maker,
            Class<? extends Event>... hears) {
        List<Class<? extends Event>> all = new ArrayList<>(Ledger.HEARS);
        all.addAll(List.of(hears));
        return new Rule(id, title, statement, needs, new LinkedHashSet<>(all), maker);
    }

    @Override
    public Monitor monitor() {
        return maker.get();
    }

    @Override
    public String toString() {
        return id + " " + title;
    }
}

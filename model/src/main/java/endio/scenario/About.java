// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * What a generation is.
 *
 * @param id short, unique: {@code V3_12}
 * @param kernel version of the kernel: {@code v3.12}
 * @param commit that brought it, or an empty text
 * @param title one line for people
 * @param base id of the generation that it changes; empty for the first one
 * @param origin see {@link Origin}
 * @param breaks what it is made to break, and where; for a mutant or a bug
 */
public record About(String id, String kernel, String commit, String title, String base, Origin origin,
        List<Breaks> breaks) {

    /** Where a generation comes from. */
    public enum Origin {
        /** A state of the kernel. */
        GENERATION,
        /** A change that makes it wrong, to see that a property sees it. */
        MUTANT,
        /** A bug that the kernel once had, or that a guard of it keeps out. */
        HISTORICAL_BUG,
        /** What might have been done otherwise, to answer a question. */
        VARIANT,
        /** Somebody's patch. */
        USER
    }

    /**
     * A property that is violated by a mutant and not by its base.
     *
     * @param property id of the property
     * @param scenario id of the scenario
     */
    public record Breaks(String property, String scenario) {}

    public About {
        breaks = List.copyOf(breaks);
    }

    /** Somebody's {@linkplain OwnWorld own world}; {@link #and} says what it violates. */
    public static About own(String id, String title) {
        return new About(id, "", "", title, "", Origin.USER, List.of());
    }

    /** Somebody's patch of this generation. */
    public About patch(String id, String title) {
        return new About(id, kernel, "", title, this.id, Origin.USER, List.of());
    }

    /** What this generation might have done otherwise; {@link #and} says what that violates. */
    public About variant(String id, String title) {
        return new About(id, kernel, "", title, this.id, Origin.VARIANT, List.of());
    }

    /** A mutant of this generation that violates {@code property} in {@code scenario}. */
    public About mutant(String id, String title, String property, String scenario) {
        return new About(id, kernel, "", title, this.id, Origin.MUTANT, List.of(new Breaks(property, scenario)));
    }

    /** A bug that this generation is kept from. */
    public About bug(String id, String commit, String title, String property, String scenario) {
        return new About(id, kernel, commit, title, this.id, Origin.HISTORICAL_BUG,
                List.of(new Breaks(property, scenario)));
    }

    /** The same, which also violates {@code property} in {@code scenario}. */
    public About and(String property, String scenario) {
        List<Breaks> more = new ArrayList<>(breaks);
        more.add(new Breaks(property, scenario));
        return new About(id, kernel, commit, title, base, origin, more);
    }

    /** The same, with what follows: {@code properties} are violated where the last one named is. */
    public About also(String... properties) {
        About more = this;
        for (String property : properties) {
            more = more.and(property, breaks.get(breaks.size() - 1).scenario());
        }
        return more;
    }
}

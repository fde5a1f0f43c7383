// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.machine.Machine;
import endio.scenario.About;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bug that was fixed in the kernel.
 *
 * @param id in the list of bugs: {@code B22}
 * @param subject of the commit that fixed it
 * @param commit its id, empty where it was not verified
 * @param function that was wrong, and where it is
 * @param actors who takes part
 * @param property id of the property that sees it
 * @param known how well the source is known
 * @param broken id of the generation that has it
 * @param scenario id of the scenario that shows it
 * @param twin id of the generation in which it is mended
 * @param shape the small models of it; null if the generations are whole ones
 */
public record Bug(String id, String subject, String commit, String function, List<String> actors, String property,
        Known known,
        String broken, String scenario, String twin, @Nullable Small shape) {

    /** How well the source of a bug is known. */
    public enum Known {
        /** The message or the patch was read. */
        READ,
        /** A part of it was seen in a search result. */
        EXCERPT,
        /** The subject is certain, how it happened is from memory and was not verified: modelled is what is written
         * there. */
        FROM_MEMORY
    }

    /** The two small models. */
    record Small(About about, Function<Machine, Shape> broken, Function<Machine, Shape> mended) {}

    @Override
    public String toString() {
        return id + " " + subject;
    }

    public Bug {
        actors = List.copyOf(actors);
    }

    /** {@code bug-b22@b22}: what shows it. */
    public String entry() {
        return scenario + "@" + broken;
    }

    /** {@code bug-b22@mended}: the same where it is mended. */
    public String twinEntry() {
        return scenario + "@" + twin;
    }

    /** A bug whose source was read. */
    static Builder read(String id, String subject, String commit) {
        return new Builder(id, subject, commit, Known.READ);
    }

    /** A bug of whose source a part was seen. */
    static Builder excerpt(String id, String subject, String commit) {
        return new Builder(id, subject, commit, Known.EXCERPT);
    }

    /** A bug whose mechanics were not verified. */
    static Builder fromMemory(String id, String subject, String commit) {
        return new Builder(id, subject, commit, Known.FROM_MEMORY);
    }

    /** Builds one. */
    static final class Builder {
        private final String id;
        private final String subject;
        private final String commit;
        private final Known known;
        private String function = "";
        private List<String> actors = List.of();

        private Builder(String id, String subject, String commit, Known known) {
            this.id = id;
            this.subject = subject;
            this.commit = commit;
            this.known = known;
        }

        /** The function that was wrong, and its file. */
        Builder in(String where) {
            this.function = where;
            return this;
        }

        /** Who takes part. */
        Builder actors(String... who) {
            this.actors = List.of(who);
            return this;
        }

        /** Small models; {@code also}: what else the bug violates, because of the same step. */
        Bug shape(String property, Function<Machine, Shape> broken, Function<Machine, Shape> mended, String... also) {
            String generation = id.toLowerCase(Locale.ROOT);
            String scenario = "bug-" + generation;
            About about = new About(Mended.ID, "", "", "", "", About.Origin.HISTORICAL_BUG, List.of())
                    .bug(generation, commit, subject, property, scenario).also(also);
            return new Bug(id, subject, commit, function, actors, property, known, generation, scenario, Mended.ID,
                    new Small(about, broken, mended));
        }

        /** Whole generations. */
        Bug generation(String property, String scenario, String broken, String twin) {
            return new Bug(id, subject, commit, function, actors, property, known, broken, scenario, twin, null);
        }
    }
}

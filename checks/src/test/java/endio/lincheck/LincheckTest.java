// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import endio.lincheck.Search.Kind;
import endio.lincheck.Structures.Structure;
import endio.random.Falsified;
import endio.scenario.race.Race;
import endio.scenario.race.Races;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lincheck on races, on data structures and on a few historical bugs. It runs in a process of its own on a JDK 17. If
 * there is none, all this is not checked, and not passed; if there is one and it does not see the race that was put
 * there for it, it fails.
 */
@Timeout(600)
class LincheckTest {
    /** Races that make few objects. */
    private static final List<String> SMALL = List.of("dio-count-two@plain-count", "b-state@V3_12", "b-state@plain-bits");
    /**
     * What is broken and takes thousands of runs, since five contexts have to come in turn. Those who have time find
     * it, too.
     */
    private static final Set<String> LATE = Set.of("unlocked-reader@reader-looks-first");
    /** Bugs that an order, a choice, and a wait for ever show. */
    private static final List<String> BUGS = List.of("B24", "S05", "B37");
    private static final int PATIENCE_SECONDS = 10;
    private static final int MOST_SECONDS = 300;

    private static Map<String, Said> said = Map.of();

    @BeforeAll
    static void search() throws IOException, InterruptedException {
        Optional<Path> java = Jdk17.java();
        assumeTrue(java.isPresent(), "not checked: no JDK 17, and on a newer one Lincheck passes what it does not see");
        List<Search> searches = new ArrayList<>(List.of(Search.of(Kind.SEED)));
        for (Race race : Races.all()) {
            Set<String> right = right(race);
            if (SMALL.contains(race.id())) {
                searches.add(new Search(Kind.WHOLE, race.id(), right));
            }
            if (race.isBroken() && !LATE.contains(race.id())) {
                searches.add(new Search(Kind.RACE, race.id(), right));
            }
        }
        Structures.all().forEach(s -> searches.add(Search.of(Kind.STRUCTURE, s.name())));
        BUGS.forEach(bug -> searches.add(Search.of(Kind.BUG, bug)));
        searches.add(Search.of(Kind.SILENT));
        searches.add(Search.of(Kind.SAYING));
        Path kept = Path.of("target/lincheck.txt");
        Files.createDirectories(kept.getParent());
        Files.deleteIfExists(kept);
        said = Said.of(java.get(), searches, kept, PATIENCE_SECONDS, MOST_SECONDS);
    }

    /** Outcomes that a race may have: of the one that it breaks, or its own. */
    static Set<String> right(Race race) {
        return Falsified.explored(race.isBroken() ? Races.named(race.family() + "@" + race.base()) : race);
    }

    private static Said said(Kind kind, String what) {
        assumeTrue(said.containsKey("seed") && said.get("seed").found(), "not checked: Lincheck does not see");
        String name = Search.of(kind, what).name();
        assumeTrue(said.containsKey(name) && !said.get(name).notChecked(), "not checked: " + name);
        return Objects.requireNonNull(said.get(name));
    }

    @Test
    void it_sees_the_plain_field_race_that_was_put_there() {
        assertThat(said).as("what was said within %s s", MOST_SECONDS).containsKey("seed");
        assertThat(said.get("seed").what()).as("on a JDK 17 it is known to see").isEqualTo("lost");
    }

    @Test
    void with_every_object_followed_it_finds_what_is_broken_and_the_explorer_knows_that_outcome() {
        for (String id : SMALL) {
            Race race = Races.named(id);
            Said of = said(Kind.WHOLE, id);
            assertThat(of.found()).as(id).isEqualTo(race.isBroken());
            if (race.isBroken()) {
                assertThat(Falsified.explored(race)).as(id).contains(of.what());
            }
        }
    }

    @Test
    void operation_by_operation_it_finds_what_is_broken_in_every_race_and_the_explorer_knows_that_outcome() {
        for (Race race : Races.all()) {
            if (race.isBroken() && !LATE.contains(race.id()) && Falsified.explored(race).stream().anyMatch(o -> !right(race).contains(o))) {
                Said of = said(Kind.RACE, race.id());
                assertThat(of.found()).as(race.id()).isTrue();
                assertThat(Falsified.explored(race)).as(race.id()).contains(of.what());
            }
        }
    }

    @Test
    void a_structure_is_linearisable_as_the_model_uses_it_and_not_when_it_is_used_wrongly() {
        for (Structure structure : Structures.all()) {
            Said of = said(Kind.STRUCTURE, structure.name());
            assertThat(of.found()).as("%s: %s", structure.name(), of.what()).isEqualTo(structure.wrong());
            if (structure.wrong()) {
                assertThat(of.what()).as(structure.name()).startsWith("= Invalid execution results =");
            }
        }
    }

    @Test
    void it_finds_historical_bugs_in_the_property_that_they_are_named_for() {
        BUGS.forEach(bug -> assertThat(said(Kind.BUG, bug).found()).as(bug).isTrue());
    }

    @Test
    void the_event_sink_is_invisible_to_it() {
        Said silent = said(Kind.SILENT, "");
        assertThat(silent.result()).isEqualTo(Scheduled.End.NOTHING_LEFT.words());
        assertThat(said(Kind.SAYING, "").runs()).as("executions until nothing is left, with events").isEqualTo(silent.runs());
    }
}

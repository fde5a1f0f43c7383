// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.scenario.race.Race;
import endio.scenario.race.Races;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables that JCStress judges by are what the explorer finds. With {@code -Dendio.golden.write=true} the tests are written
 * anew; otherwise a difference fails.
 */
class TablesTest {
    private static final Path SOURCES = Path.of("src/main/java/endio/stress/race");

    static Stream<Race> races() {
        return Races.all().stream();
    }

    @ParameterizedTest
    @MethodSource("races")
    void the_table_of_a_race_is_what_the_explorer_finds(Race race) throws IOException {
        Table table = Table.of(race);
        Path file = SOURCES.resolve(table.className() + ".java");
        if (Boolean.getBoolean("endio.golden.write")) {
            Files.createDirectories(SOURCES);
            Files.writeString(file, table.source(), StandardCharsets.UTF_8);
        }
        assertThat(file).as("the test of %s", race.id()).exists().content(StandardCharsets.UTF_8).isEqualTo(table.source());
    }

    @Test
    void there_is_no_test_without_a_race() throws IOException {
        Set<String> expected = races().map(r -> Table.of(r, x -> Set.of()).className() + ".java").collect(Collectors.toSet());
        expected.add("package-info.java");
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void every_family_has_a_generation_as_it_is_and_something_broken_that_shows(String family) {
        List<Race> all = races().filter(r -> r.family().equals(family)).toList();
        assertThat(all).anyMatch(r -> !r.isBroken()).anyMatch(Race::isBroken);
        assertThat(all.stream().filter(Race::isBroken).map(Table::of)).allSatisfy(table ->
                assertThat(table.outcomes().values()).as(table.race().id()).anyMatch(row -> row.expect().equals("FORBIDDEN")));
    }

    static Stream<String> families() {
        return races().map(Race::family).distinct();
    }

    @Test
    void races_have_names_of_their_own() {
        assertThat(races().map(Race::id)).doesNotHaveDuplicates().hasSizeGreaterThan(40);
    }

    @Test
    void a_wrong_table_is_seen() throws IOException {
        Race race = Races.named("last-bio@V3_12");
        Set<String> less = new TreeSet<>(Table.explored(race));
        less.remove(less.iterator().next());
        String wrong = Table.of(race, r -> less).source();
        assertThat(SOURCES.resolve(Table.of(race).className() + ".java")).content(StandardCharsets.UTF_8).isNotEqualTo(wrong);
    }

    @Test
    void an_outcome_beyond_interleavings_that_an_interleaving_has_is_refused() {
        Race race = Races.named("dio-count-wait@V3_12");
        assertThatThrownBy(() -> Table.of(race, r -> race.beyond().keySet())).hasMessageContaining("an interleaving has");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.scenario.race.Race;
import endio.scenario.race.Races;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lincheck on the races that are small enough for it: those that make few objects (a race over a whole request makes some
 * hundreds, and an invocation then takes the better part of a second). It runs in a process of its own on a JDK 17. If there
 * is none, or if it does not see the race that was put there for it, all this is not checked, and not passed.
 */
@Timeout(300)
class LincheckTest {
    private static final int INVOCATIONS = 300;
    private static final List<String> SMALL = List.of("pending-requeue@pending-cleared-late",
            "dio-count-wait@no-recheck-in-dio-wait", "dio-count-two@plain-count", "b-state@V3_12", "b-state@plain-bits",
            "i-unwritten@plain-balance");

    @TempDir
    static Path folder;
    private static final Map<String, String[]> SAID = new TreeMap<>();

    @BeforeAll
    static void search() throws IOException, InterruptedException {
        Optional<Path> java = Jdk17.java();
        assumeTrue(java.isPresent(), "not checked: no JDK 17, and on a newer one Lincheck passes what it does not see");
        List<String> lines = new ArrayList<>();
        for (String id : SMALL) {
            lines.add(id + "\t" + String.join("\t", right(Races.named(id))));
        }
        Path races = Files.write(folder.resolve("races"), lines);
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(java.get().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx700m", "-cp",
                classPath(), Searches.class.getName(), String.valueOf(INVOCATIONS), races.toString())
                .redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean ended = process.waitFor(240, TimeUnit.SECONDS);
        process.destroyForcibly();
        for (String line : Files.readAllLines(said)) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 5) {
                SAID.put(fields[0], fields);
            }
        }
        assumeTrue(SAID.containsKey("seed") && SAID.get("seed")[1].equals("found"),
                "not checked: Lincheck does not see a plain-field race in this build");
        assumeTrue(ended, "not checked: Lincheck was not through in time");
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/lincheck.txt"), SAID.values().stream().map(f -> String.join("\t", f)).toList());
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static Set<String> right(Race race) {
        Race base = race.isBroken() ? Races.named(race.family() + "@" + race.base()) : race;
        return explored(base);
    }

    private static Set<String> explored(Race race) {
        Exploration found = Explorer.explore(race.program(), ExploreOptions.DEFAULT);
        assertThat(found.complete()).isTrue();
        Set<String> outcomes = new TreeSet<>();
        found.outcomes().keySet().forEach(outcome -> outcomes.add(outcome.replaceFirst("^\\[stuck\\] ", "")));
        return outcomes;
    }

    @Test
    void it_sees_the_plain_field_race_that_was_put_there() {
        assertThat(SAID.get("seed")[4]).isEqualTo("lost");
    }

    @Test
    void what_is_broken_is_found_and_the_explorer_knows_that_outcome() {
        for (String id : SMALL) {
            Race race = Races.named(id);
            if (race.isBroken()) {
                String[] said = SAID.get(id);
                assertThat(said).as(id).isNotNull();
                assertThat(said[1]).as(id).isEqualTo("found");
                assertThat(explored(race)).as(id).contains(said[4]);
            }
        }
    }

    @Test
    void a_structure_is_linearisable_as_the_model_uses_it_and_not_when_it_is_used_wrongly() {
        Structures.all().forEach((structure, wrong) -> {
            String[] said = SAID.get(structure.getSimpleName());
            assertThat(said).as(structure.getSimpleName()).isNotNull();
            assertThat(said[1]).as(structure.getSimpleName()).isEqualTo(wrong ? "found" : "nothing");
        });
    }

    @Test
    void nothing_is_found_where_nothing_is_broken() {
        assertThat(SAID.get("b-state@V3_12")[1]).isEqualTo("nothing");
    }

    @Test
    void the_event_sink_is_invisible_to_it() {
        assertThat(SAID.get("silent")[1]).isEqualTo("nothing");
        assertThat(SAID.get("saying")[3]).as("executions until nothing is left, with events").isEqualTo(SAID.get("silent")[3]);
        assertThat(Integer.parseInt(SAID.get("silent")[3])).as("it ended by itself").isLessThan(5000);
    }
}

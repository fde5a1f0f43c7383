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
 *
 * <p>With {@code -Dendio.lincheck.all=true} it tries everything that is broken, and keeps what it came to for the table of engines.
 */
@Timeout(1800)
class LincheckTest {
    private static final int INVOCATIONS = 300;
    private static final List<String> SMALL = List.of("pending-requeue@pending-cleared-late",
            "dio-count-wait@no-recheck-in-dio-wait", "dio-count-two@plain-count", "b-state@V3_12", "b-state@plain-bits",
            "i-unwritten@plain-balance");

    private static final String NOT_CHECKED = "not checked";
    private static final boolean ALL = Boolean.getBoolean("endio.lincheck.all");

    @TempDir
    static Path folder;
    private static final Map<String, String[]> SAID = new TreeMap<>();

    @BeforeAll
    static void search() throws IOException, InterruptedException {
        Optional<Path> java = Jdk17.java();
        assumeTrue(java.isPresent(), "not checked: no JDK 17, and on a newer one Lincheck passes what it does not see");
        List<String> lines = new ArrayList<>();
        for (String id : ALL ? everythingBroken() : SMALL) {
            lines.add(id + "\t" + String.join("\t", right(Races.named(id))));
        }
        boolean ended = false;
        for (int i = 0; i < (ALL ? 10 : 3) && !ended; i++) {
            lines.removeIf(line -> SAID.containsKey(line.substring(0, line.indexOf('\t'))));
            ended = run(java.get(), Files.write(folder.resolve("races" + i), lines), folder.resolve("said" + i));
        }
        assumeTrue(SAID.containsKey("seed") && SAID.get("seed")[1].equals("found"),
                "not checked: Lincheck does not see a plain-field race in this build");
        assumeTrue(SAID.containsKey("saying"), "not checked: Lincheck was not through in time");
        Files.createDirectories(Path.of("target"));
        List<String> said = SAID.values().stream().map(f -> String.join("\t", f)).toList();
        Files.write(Path.of("target/lincheck.txt"), said);
        if (ALL) {
            List<String> kept = new ArrayList<>(List.of("# What Lincheck's model checking came to: race, finding, ms, runs, outcome. "
                    + "LincheckTest with -Dendio.lincheck.all=true writes it."));
            said.stream().filter(line -> line.contains("@") && !line.startsWith("b-state@V")).forEach(kept::add);
            Files.write(Path.of("src/test/resources/endio/agreement/lincheck.txt"), kept);
        }
    }

    /** Runs the searches in a process; false if one of them did not come back, which ends it. */
    private static boolean run(Path java, Path races, Path said) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx700m",
                "-Dendio.lincheck.patience=" + (ALL ? 12 : 30), "-cp", classPath(), Searches.class.getName(), String.valueOf(INVOCATIONS), races.toString(),
                String.join(",", SAID.keySet()) + ",")
                .redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean ended = process.waitFor(ALL ? 1500 : 240, TimeUnit.SECONDS);
        process.destroyForcibly();
        for (String line : Files.readAllLines(said)) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 5) {
                SAID.putIfAbsent(fields[0], fields);
            }
        }
        if (ended && process.exitValue() != 0 && process.exitValue() != Searches.HUNG) {
            throw new IllegalStateException("the searches failed: " + Files.readString(said));
        }
        return !ended || process.exitValue() == 0;
    }

    private static List<String> everythingBroken() {
        return Races.all().stream().filter(Race::isBroken).map(Race::id).toList();
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
                assumeTrue(!said[1].equals(NOT_CHECKED), "not checked: " + id);
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
            assumeTrue(!said[1].equals(NOT_CHECKED), "not checked: " + structure.getSimpleName());
            assertThat(said[1]).as(structure.getSimpleName()).isEqualTo(wrong ? "found" : "nothing");
        });
    }

    @Test
    void nothing_is_found_where_nothing_is_broken() {
        assumeTrue(!ALL, "only what is broken was tried");
        assumeTrue(!SAID.get("b-state@V3_12")[1].equals(NOT_CHECKED), "not checked");
        assertThat(SAID.get("b-state@V3_12")[1]).isEqualTo("nothing");
    }

    @Test
    void the_event_sink_is_invisible_to_it() {
        assertThat(SAID.get("silent")[1]).isEqualTo("nothing");
        assertThat(SAID.get("saying")[3]).as("executions until nothing is left, with events").isEqualTo(SAID.get("silent")[3]);
        assertThat(Integer.parseInt(SAID.get("silent")[3])).as("it ended by itself").isLessThan(5000);
    }
}

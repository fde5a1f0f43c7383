// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.lincheck.Search.Kind;
import endio.scenario.bug.Bug;
import endio.scenario.bug.Bugs;
import endio.scenario.race.Race;
import endio.scenario.race.Races;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How soon Lincheck finds every broken race and every historical bug. {@code -Dendio.lincheck.figures=all} measures all
 * of it anew, {@code missing} what is in no file yet; a run that was ended goes on where it was. The races are kept for
 * the table of engines, the bugs in the form that {@code endio strategies --with} reads.
 */
class LincheckFiguresTest {
    private static final String ASKED = "endio.lincheck.figures";
    private static final Path RACES = Path.of("src/test/resources/endio/agreement/lincheck.txt");
    private static final Path BUGS = Path.of("../reports/src/main/resources/endio/report/lincheck.json");
    private static final Path KEPT = Path.of("target/lincheck-figures.txt");
    /** One in so many may be missing. */
    private static final int FEW = 5;
    private static final int PATIENCE_SECONDS = 60;
    private static final int MOST_SECONDS = 3600;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void the_file_has_the_bugs_of_the_catalogue_but_for_a_few_that_came_later() throws IOException {
        Map<String, JsonNode> rows = rows();
        assertThat(rows.values()).allSatisfy(row -> {
            assertThat(row.get("strategy").asText()).isEqualTo("lincheck");
            assertThat(row.get("tries")).hasSize(1);
        });
        assertThat(Bugs.all()).filteredOn(bug -> !measured(rows, bug)).as("bugs to be measured: -D%s=missing", ASKED)
                .hasSizeLessThan(Bugs.all().size() / FEW);
        assertThat(rows.values()).filteredOn(row -> !row.get("tries").get(0).get("found").asBoolean())
                .as("bugs that Lincheck did not find").hasSizeLessThanOrEqualTo(rows.size() / FEW);
    }

    /** Whether there is a row for it as it is today. */
    private static boolean measured(Map<String, JsonNode> rows, Bug bug) {
        JsonNode row = rows.get(bug.id());
        return row != null && row.get("property").asText().equals(bug.property()) && row.get("entry").asText().equals(bug.entry());
    }

    @Test
    @EnabledIfSystemProperty(named = ASKED, matches = "all|missing")
    @Timeout(MOST_SECONDS + 60)
    void measure() throws IOException, InterruptedException {
        boolean missing = System.getProperty(ASKED).equals("missing");
        Optional<Path> java = Jdk17.java();
        assumeTrue(java.isPresent(), "not checked: no JDK 17");
        List<String> races = missing && Files.exists(RACES) ? Files.readAllLines(RACES) : List.of();
        Map<String, JsonNode> rows = missing ? rows() : Map.of();
        List<Search> searches = new ArrayList<>(List.of(Search.of(Kind.SEED)));
        for (Race race : Races.all()) {
            if (races.stream().noneMatch(line -> line.startsWith(race.id() + "\t"))) {
                searches.add(new Search(Kind.RACE, race.id(), LincheckTest.right(race)));
            }
        }
        for (Bug bug : Bugs.all()) {
            if (!measured(rows, bug)) {
                searches.add(Search.of(Kind.BUG, bug.id()));
            }
        }
        Map<String, Said> said = Said.of(java.get(), searches, KEPT, PATIENCE_SECONDS, MOST_SECONDS);
        assertThat(said.get("seed")).as("Lincheck does not see a plain-field race in this build").matches(Said::found);
        writeRaces(races, said);
        writeBugs(rows, said);
        assertThat(said.keySet()).as("what was over within %s s", MOST_SECONDS)
                .containsAll(searches.stream().map(Search::name).toList());
        Files.delete(KEPT);
    }

    private static void writeRaces(List<String> before, Map<String, Said> said) throws IOException {
        List<String> lines = new ArrayList<>(List.of("# What Lincheck's model checking came to, operation by operation: race, result,"
                + " ms, runs, outcome that was found or outcomes that were seen.",
                "# LincheckFiguresTest with -Dendio.lincheck.figures=all writes it."));
        for (Race race : Races.all()) {
            Said of = said.get(Search.of(Kind.RACE, race.id()).name());
            if (of != null) {
                lines.add(String.join("\t", race.id(), of.result(), String.valueOf(of.micros() / 1000), String.valueOf(of.runs()), of.what()));
            } else {
                before.stream().filter(line -> line.startsWith(race.id() + "\t")).forEach(lines::add);
            }
        }
        Files.write(RACES, lines);
    }

    /** Rows that are there already, by the bug's id. */
    private static Map<String, JsonNode> rows() throws IOException {
        Map<String, JsonNode> rows = new TreeMap<>();
        if (Files.exists(BUGS)) {
            JSON.readTree(BUGS.toFile()).get("rows").forEach(row -> rows.put(row.get("bug").asText(), row));
        }
        return rows;
    }

    /** A bug that was not checked has no row. */
    private static void writeBugs(Map<String, JsonNode> before, Map<String, Said> said) throws IOException {
        ObjectNode record = JSON.createObjectNode().put("schema", "endio-strategies-1");
        record.putObject("tool").put("name", "Lincheck").put("version", "3.7");
        record.put("environment", "Java 17, model checking, switches at the operations of the model; time with what comes before the first run")
                .put("runs", 0).put("millis", PATIENCE_SECONDS * 1000);
        ArrayNode rows = record.putArray("rows");
        for (Bug bug : Bugs.all()) {
            Said of = said.get(Search.of(Kind.BUG, bug.id()).name());
            if (of != null && !of.notChecked()) {
                ObjectNode row = rows.addObject().put("bug", bug.id()).put("property", bug.property()).put("entry", bug.entry())
                        .put("strategy", "lincheck");
                row.putArray("tries").addObject().put("seed", 0).put("found", of.found()).put("executions", of.runs())
                        .put("micros", of.micros());
            } else if (measured(before, bug)) {
                rows.add(before.get(bug.id()));
            }
        }
        Files.writeString(BUGS, JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
                .writeValueAsString(record) + "\n");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import endio.explore.Replay;
import endio.explore.Schedule;
import endio.random.Falsified;
import endio.scenario.race.Race;
import endio.scenario.race.Races;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;

/**
 * Every race by every engine. What JCStress saw (in {@code jcstress.txt}), what Lincheck found (in {@code lincheck.txt}) and
 * what random schedules saw is among what the explorer finds; what random schedules falsify, the explorer replays from a line.
 * The table goes to {@code target/agreement.md}.
 *
 * <p>With {@code -Dendio.stress.records=FOLDER} what JCStress saw is taken from the records below that folder and kept, and
 * with {@code -Dendio.golden.write=true} the table in {@code AGREEMENT.md} is written anew.
 */
class AgreementTest {
    private static final int TRIES = 3000;
    private static final Path RESOURCES = Path.of("src/test/resources/endio/agreement");
    private static final Path TABLE = Path.of("AGREEMENT.md");
    private static final List<String> HEAD = List.of("# Which engine sees what", "",
            "Every race by every engine; `AgreementTest` writes this (`-Dendio.golden.write=true`). Explorer: how many outcomes there are.",
            "The others: time to the first sight of what is broken, and the run that it was seen in. JCStress: `endio stress --mode",
            "quick` on a machine with two processors that did other things as well; how many stages showed it, in how many of the runs,",
            "and the median of the time of those, the start of Java included. Lincheck: model checking of the whole race, on JDK 17,",
            "given up after 12 s. jqwik: random schedules, and the one it found, shrunk, as the explorer replays it.", "",
            "| race | explorer | JCStress | Lincheck | jqwik | shrunk |", "|---|---|---|---|---|---|");

    /** Race, and what Lincheck said of it: race, finding, milliseconds, runs, outcome. */
    static Map<String, List<String>> lincheck() throws IOException {
        Map<String, List<String>> said = new TreeMap<>();
        try (Stream<String> lines = Files.lines(RESOURCES.resolve("lincheck.txt"))) {
            lines.filter(line -> !line.startsWith("#")).map(line -> List.of(line.split("\t", -1))).forEach(f -> said.put(f.get(0), f));
        }
        return said;
    }

    private static Map<String, Observed> observed() throws IOException {
        String records = System.getProperty("endio.stress.records", "");
        if (records.isEmpty()) {
            return Observed.kept();
        }
        Map<String, Observed> observed = Observed.records(Path.of(records));
        Files.writeString(RESOURCES.resolve("jcstress.txt"), Observed.file(observed));
        return observed;
    }

    /** What an engine saw and the explorer does not know, one line each. */
    static List<String> unknown(String engine, Race race, Set<String> seen, Set<String> explored) {
        return seen.stream().filter(o -> !explored.contains(o) && !race.beyond().containsKey(o))
                .map(o -> engine + " saw '" + o + "' of " + race.id() + ", which the explorer does not know").toList();
    }

    @Example
    void engines_agree_and_two_of_them_besides_the_explorer_find_what_is_broken_in_every_family() throws IOException {
        Map<String, Observed> observed = observed();
        Map<String, List<String>> lincheck = lincheck();
        Map<String, Set<String>> explored = new LinkedHashMap<>();
        Races.all().forEach(race -> explored.put(race.id(), Falsified.explored(race)));
        List<String> disagreements = new ArrayList<>();
        Map<String, Integer> mostEngines = new TreeMap<>();
        List<String> table = new ArrayList<>(HEAD);
        for (Race race : Races.all()) {
            Set<String> all = explored.get(race.id());
            Set<String> right = race.isBroken() ? explored.get(race.family() + "@" + race.base()) : all;
            Observed jcstress = Observed.of(observed, race.id());
            List<String> said = lincheck.getOrDefault(race.id(), List.of(race.id(), "not run", "", "", ""));
            Set<String> random = new TreeSet<>();
            Optional<Falsified> falsified = Falsified.search(race, right, race.isBroken() ? TRIES : 200, 4, random);
            disagreements.addAll(unknown("JCStress", race, jcstress.outcomes().keySet(), all));
            disagreements.addAll(unknown("Lincheck", race, said.get(1).equals("found") ? Set.of(said.get(4)) : Set.of(), all));
            disagreements.addAll(unknown("jqwik", race, random, all));
            falsified.filter(f -> !replays(race, f)).ifPresent(f -> disagreements.add(race.id() + " does not replay: " + f.line()));
            long wrong = jcstress.outcomes().entrySet().stream()
                    .filter(e -> !right.contains(e.getKey()) && !race.beyond().containsKey(e.getKey())).mapToLong(Map.Entry::getValue).sum();
            long samples = jcstress.outcomes().values().stream().mapToLong(Long::longValue).sum();
            if (race.isBroken()) {
                int engines = (wrong > 0 ? 1 : 0) + (said.get(1).equals("found") ? 1 : 0) + (falsified.isPresent() ? 1 : 0);
                mostEngines.merge(race.family(), engines, Math::max);
                table.add("| " + String.join(" | ", race.id(), String.valueOf(all.size()), sight(jcstress, wrong, samples),
                        said.get(1).equals("found") ? said.get(2) + " ms, run " + said.get(3) : said.get(1),
                        falsified.map(f -> f.millis() + " ms, run " + f.tries() + " | `" + f.line() + "`").orElse("not found |")) + " |");
            } else {
                table.add("| " + String.join(" | ", race.id(), String.valueOf(all.size()), samples == 0 ? "not run" : samples + " agree",
                        "", random.size() + " outcomes agree", "") + " |");
            }
        }
        write(Path.of("target/agreement.md"), table);
        if (Boolean.getBoolean("endio.golden.write")) {
            write(TABLE, table);
        }
        assertThat(disagreements).isEmpty();
        assertThat(mostEngines).as("engines besides the explorer that see a fault of each family").allSatisfy((family, engines) ->
                assertThat(engines).as(family).isGreaterThanOrEqualTo(2));
        assertThat(Files.readAllLines(TABLE)).as("races in %s", TABLE).hasSameSizeAs(table);
    }

    private static String sight(Observed seen, long wrong, long samples) {
        if (samples == 0) {
            return "not run";
        }
        return wrong == 0 ? "not in " + samples : wrong + " of " + samples + "; in " + seen.seenIn() + " of " + seen.runs() + " runs, "
                + seen.firstMillis() + " ms";
    }

    private static void write(Path file, List<String> table) throws IOException {
        Files.writeString(file, table.stream().collect(Collectors.joining("\n", "", "\n")));
    }

    private static boolean replays(Race race, Falsified falsified) {
        String outcome = Replay.run(race.program(), Schedule.parse(falsified.line())).outcome();
        return outcome.replaceFirst("^\\[stuck\\] ", "").equals(falsified.outcome());
    }

    @Example
    void an_outcome_that_the_explorer_does_not_know_is_a_disagreement() {
        Race race = Races.named("last-bio@V3_12");
        Set<String> explored = Falsified.explored(race);
        assertThat(unknown("JCStress", race, explored, explored)).isEmpty();
        Set<String> more = new TreeSet<>(explored);
        more.add("completes, completes, reported 2 times");
        assertThat(unknown("JCStress", race, more, explored)).hasSize(1).allSatisfy(line -> assertThat(line).contains("last-bio@V3_12"));
    }

    @Example
    void an_engine_that_runs_nothing_finds_nothing() {
        Race broken = Races.named("last-bio@drop-outside-lock");
        Set<String> right = Falsified.explored(Races.named("last-bio@V3_12"));
        assertThat(Falsified.search(broken, right, 0, 4, new TreeSet<>())).isEmpty();
        assertThat(Falsified.search(broken, right, TRIES, 4, new TreeSet<>())).isPresent();
    }

    @Example
    void a_weakened_primitive_is_found() {
        Race weak = Races.named("dio-count-two@plain-count");
        Set<String> right = Falsified.explored(Races.named("dio-count-two@V3_12"));
        Falsified found = Falsified.search(weak, right, TRIES, 4, new TreeSet<>()).orElseThrow();
        assertThat(found.outcome()).isEqualTo("not last, not last");
        assertThat(found.throwsOfDice()).as("shrunk").hasSizeLessThan(12);
    }
}

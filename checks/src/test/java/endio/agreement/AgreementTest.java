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
            "and the median of the time of those, the start of Java included. Lincheck: its model checking on JDK 17, which may switch",
            "before each operation of the model, given up after 60 s, or after 300 runs where nothing is broken (`LincheckFiguresTest`);",
            "what it sees, the explorer's machine runs again. jqwik: random schedules, and the one it found, shrunk, as the explorer",
            "replays it. `unlocked-reader@without-barriers` differs on weakly ordered memory alone, which none of these machines has.",
            "",
            "| race | explorer | JCStress | Lincheck | jqwik | shrunk |", "|---|---|---|---|---|---|");

    /** Race, and what Lincheck said of it: race, result, milliseconds, runs, outcome that was found or outcomes that were seen. */
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
    void engines_agree_and_two_of_them_besides_the_explorer_find_whatever_is_broken() throws IOException {
        Map<String, Observed> observed = observed();
        Map<String, List<String>> lincheck = lincheck();
        Map<String, Set<String>> explored = new LinkedHashMap<>();
        Races.all().forEach(race -> explored.put(race.id(), Falsified.explored(race)));
        List<String> disagreements = new ArrayList<>();
        List<Sights> sights = new ArrayList<>();
        List<String> table = new ArrayList<>(HEAD);
        for (Race race : Races.all()) {
            Set<String> all = explored.get(race.id());
            Set<String> right = race.isBroken() ? explored.get(race.family() + "@" + race.base()) : all;
            Observed jcstress = Observed.of(observed, race.id());
            List<String> said = lincheck.getOrDefault(race.id(), List.of(race.id(), "not run", "", "", ""));
            Set<String> random = new TreeSet<>();
            Optional<Falsified> falsified = Falsified.search(race, right, race.isBroken() ? TRIES : 200, 4, random);
            disagreements.addAll(unknown("JCStress", race, jcstress.outcomes().keySet(), all));
            disagreements.addAll(unknown("Lincheck", race, outcomes(said), all));
            disagreements.addAll(unknown("jqwik", race, random, all));
            falsified.filter(f -> !replays(race, f)).ifPresent(f -> disagreements.add(race.id() + " does not replay: " + f.line()));
            long wrong = jcstress.outcomes().entrySet().stream()
                    .filter(e -> !right.contains(e.getKey()) && !race.beyond().containsKey(e.getKey())).mapToLong(Map.Entry::getValue).sum();
            long samples = jcstress.outcomes().values().stream().mapToLong(Long::longValue).sum();
            if (race.isBroken()) {
                sights.add(new Sights(race.id(), Map.of("JCStress", wrong > 0, "Lincheck", said.get(1).equals("found"),
                        "jqwik", falsified.isPresent())));
                table.add("| " + String.join(" | ", race.id(), String.valueOf(all.size()), sight(jcstress, wrong, samples),
                        said.get(1).equals("found") ? said.get(2) + " ms, run " + said.get(3)
                                : said.get(1).equals("given up") ? "not in " + said.get(3) + " runs" : said.get(1),
                        falsified.map(f -> f.millis() + " ms, run " + f.tries() + " | `" + f.line() + "`").orElse("not found |")) + " |");
            } else {
                table.add("| " + String.join(" | ", race.id(), String.valueOf(all.size()), samples == 0 ? "not run" : samples + " agree",
                        said.get(1).equals("found") ? "disagrees" : said.get(3).isEmpty() ? said.get(1) : outcomes(said).size() + " outcomes agree",
                        random.size() + " outcomes agree", "") + " |");
            }
        }
        write(Path.of("target/agreement.md"), table);
        if (Boolean.getBoolean("endio.golden.write")) {
            write(TABLE, table);
        }
        assertThat(disagreements).isEmpty();
        assertThat(Sights.missing(sights)).isEmpty();
        assertThat(withoutTimes(Files.readAllLines(TABLE)))
                .as("%s, but for times; -Dendio.golden.write=true writes it anew", TABLE).isEqualTo(withoutTimes(table));
    }

    /** What Lincheck found or saw. */
    private static Set<String> outcomes(List<String> said) {
        return said.get(4).isEmpty() ? Set.of() : new TreeSet<>(List.of(said.get(4).split(" \\| ")));
    }

    /** Without the times of random schedules, which differ from run to run; those of the other engines stand in files. */
    static List<String> withoutTimes(List<String> table) {
        return table.stream().map(line -> line.replaceAll("\\| \\d+ ms(?=, run \\d+ \\| `)", "| some ms")).toList();
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
    void a_table_that_says_something_else_is_noticed_and_one_with_other_times_is_not() {
        String line = "| a@b | 3 | 18258 of 486305 | 709 ms, run 11 | 205 ms, run 10 | `e1::A5B9A4::ac5ddf` |";
        assertThat(withoutTimes(List.of(line.replace("205 ms", "7 ms")))).isEqualTo(withoutTimes(List.of(line)));
        for (String other : List.of(line.replace("| 3 |", "| 2 |"), line.replace("18258", "18259"), line.replace("709 ms", "710 ms"),
                line.replace("run 11", "run 12"), line.replace("run 10", "run 11"), line.replace("A5", "A6"))) {
            assertThat(withoutTimes(List.of(other))).isNotEqualTo(withoutTimes(List.of(line)));
        }
    }

    @Example
    void an_engine_that_runs_nothing_finds_nothing_and_that_is_noticed() {
        Race broken = Races.named("last-bio@drop-outside-lock");
        Set<String> right = Falsified.explored(Races.named("last-bio@V3_12"));
        assertThat(Falsified.search(broken, right, 0, 4, new TreeSet<>())).isEmpty();
        assertThat(Falsified.search(broken, right, TRIES, 4, new TreeSet<>())).isPresent();
        for (String disabled : List.of("JCStress", "Lincheck", "jqwik")) {
            List<Sights> sights = Races.all().stream().filter(Race::isBroken).map(race -> new Sights(race.id(),
                    Map.of("JCStress", !disabled.equals("JCStress"), "Lincheck", !disabled.equals("Lincheck"),
                            "jqwik", !disabled.equals("jqwik")))).toList();
            assertThat(Sights.missing(sights)).singleElement().asString().startsWith(disabled + " sees 0 of");
        }
    }

    @Example
    void a_race_that_one_engine_alone_sees_is_noticed() {
        Sights one = new Sights("a@b", Map.of("JCStress", false, "Lincheck", false, "jqwik", true));
        assertThat(Sights.missing(List.of(one))).contains("a@b is seen by 1 engines besides the explorer, not by 2");
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

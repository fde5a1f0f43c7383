// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.scenario.race.Race;
import endio.scenario.race.Races;
import endio.threads.ThreadMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the explorer says of a race, as the source of the JCStress test of it.
 *
 * @param outcomes every outcome that has a row, with what to expect and why
 */
record Table(Race race, int parts, boolean end, SortedMap<String, Row> outcomes) {
    private static final Pattern STUCK = Pattern.compile("^\\[stuck\\] ");

    /** One row: {@code expect} is a constant of JCStress's {@code Expect}. */
    record Row(String expect, String sentence) {}

    /** Explores a race, and the race that it breaks if it does. */
    static Table of(Race race) {
        return of(race, Table::explored);
    }

    static Table of(Race race, Function<Race, Set<String>> explored) {
        SortedMap<String, Row> rows = new TreeMap<>();
        Set<String> right = race.isBroken() ? explored.apply(Races.named(race.family() + "@" + race.base())) : Set.of();
        for (String outcome : explored.apply(race)) {
            if (race.isBroken() && !right.contains(outcome)) {
                rows.put(outcome, new Row("FORBIDDEN", race.fault()));
            } else if (race.notes().containsKey(outcome)) {
                rows.put(outcome, new Row("ACCEPTABLE_INTERESTING", race.notes().get(outcome)));
            } else {
                rows.put(outcome, new Row("ACCEPTABLE", race.isBroken() ? "As without the fault." : "The explorer finds it."));
            }
        }
        race.beyond().forEach((outcome, sentence) -> {
            if (rows.putIfAbsent(outcome, new Row("ACCEPTABLE_INTERESTING", "Beyond interleavings. " + sentence)) != null) {
                throw new IllegalStateException(race.id() + ": an interleaving has the outcome " + outcome);
            }
        });
        var stage = race.stage(new ThreadMachine());
        return new Table(race, stage.parts(), stage.hasEnd(), rows);
    }

    /** All outcomes of a race, by a search that was not cut. */
    static Set<String> explored(Race race) {
        Exploration found = Explorer.explore(race.program(), ExploreOptions.DEFAULT);
        if (!found.complete() || found.outcomes().keySet().stream().anyMatch(o -> o.startsWith("[crashed]"))) {
            throw new IllegalStateException(race.id() + " was not explored to its end: " + found);
        }
        Set<String> outcomes = new TreeSet<>();
        found.outcomes().keySet().forEach(outcome -> outcomes.add(STUCK.matcher(outcome).replaceFirst("")));
        return outcomes;
    }

    /** Simple name of the test's class. */
    String className() {
        StringBuilder name = new StringBuilder();
        for (String word : (race.family() + "-" + race.variant()).split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    /** The source. */
    String source() {
        String result = "L".repeat(parts + (end ? 1 : 0)) + "_Result";
        List<String> lines = new ArrayList<>(List.of("// SPDX-License-Identifier: GPL-2.0-or-later", "package endio.stress.race;", "",
                "import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;"));
        if (outcomes.values().stream().anyMatch(row -> row.expect().equals("ACCEPTABLE_INTERESTING"))) {
            lines.add("import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;");
        }
        lines.addAll(List.of("import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;", "", "import endio.scenario.race.Race;",
                "import endio.scenario.race.Races;", "import endio.stress.Scene;", "import org.openjdk.jcstress.annotations.Actor;"));
        if (end) {
            lines.add("import org.openjdk.jcstress.annotations.Arbiter;");
        }
        lines.addAll(List.of("import org.openjdk.jcstress.annotations.Description;",
                "import org.openjdk.jcstress.annotations.JCStressTest;", "import org.openjdk.jcstress.annotations.Outcome;",
                "import org.openjdk.jcstress.annotations.State;", "import org.openjdk.jcstress.infra.results." + result + ";", "",
                "/** The race {@code " + race.id() + "}, by what the explorer finds in it; TablesTest writes this file. */", "@JCStressTest",
                "@Description(\"" + race.id() + "\")"));
        outcomes.forEach((outcome, row) -> {
            lines.add("@Outcome(id = \"" + outcome + "\", expect = " + row.expect() + ",");
            lines.addAll(wrapped("        desc = ", row.sentence(), ")"));
        });
        lines.addAll(List.of("@Outcome(expect = FORBIDDEN, desc = \"No execution that the explorer knows ends like this.\")", "@State",
                "public class " + className() + " {", "    private static final Race RACE = Races.named(\"" + race.id() + "\");", "",
                "    private final Scene scene = new Scene(RACE, " + parts + ");"));
        for (int part = 0; part < parts; part++) {
            lines.addAll(List.of("", "    @Actor", "    public void part" + part + "(" + result + " r) {",
                    "        r.r" + (part + 1) + " = scene.play(" + part + ");", "    }"));
        }
        if (end) {
            lines.addAll(List.of("", "    @Arbiter", "    public void end(" + result + " r) {", "        r.r" + (parts + 1) + " = scene.end();",
                    "    }"));
        }
        lines.addAll(List.of("}", ""));
        return String.join("\n", lines);
    }

    private static List<String> wrapped(String before, String sentence, String after) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(before + "\"");
        for (String word : sentence.split("(?<= )")) {
            if (line.length() + word.length() > 112) {
                lines.add(line + "\"");
                line = new StringBuilder("                + \"");
            }
            line.append(word);
        }
        lines.add(line + "\"" + after);
        return lines;
    }
}

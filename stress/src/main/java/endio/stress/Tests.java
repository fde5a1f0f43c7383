// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import endio.scenario.race.Race;
import endio.scenario.race.Races;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

/** The JCStress tests of the races, in the order in which they are worth running. */
final class Tests {
    /** Broken so plainly that a second on two processors shows it; the suite proves by them that it sees at all. */
    static final Set<String> SELF_CHECK = Set.of("last-bio@drop-outside-lock", "dio-count-two@plain-count",
            "dio-count-wait@no-recheck-in-dio-wait", "b-state@plain-bits", "done-wq-two@loser-keeps-queue",
            "io-end-put@plain-count", "iomap-error@plain-error");

    private Tests() {}

    /** A race and the test that was written for it. */
    record Test(Race race, TestInfo info) {
        boolean selfCheck() {
            return SELF_CHECK.contains(race.id());
        }
    }

    /**
     * Tests whose race's id has one of {@code patterns} in it; all without any. First what checks the suite itself, then a
     * generation of each family, then all that is broken, then the rest.
     */
    static List<Test> select(List<String> patterns) {
        Map<String, TestInfo> byRace = new HashMap<>();
        for (String name : TestList.tests()) {
            TestInfo info = TestList.getInfo(name);
            byRace.put(info.description(), info);
        }
        List<Test> selected = new ArrayList<>();
        for (Race race : Races.all()) {
            TestInfo info = byRace.get(race.id());
            if (info == null) {
                throw new IllegalStateException("no test for the race " + race.id());
            }
            if (patterns.isEmpty() || patterns.stream().anyMatch(p -> matches(race.id(), p))) {
                selected.add(new Test(race, info));
            }
        }
        Set<String> families = new HashSet<>();
        Map<Test, Integer> rank = new HashMap<>();
        for (Test test : selected) {
            boolean first = !test.race().isBroken() && families.add(test.race().family());
            rank.put(test, test.selfCheck() ? 0 : first ? 1 : test.race().isBroken() ? 2 : 3);
        }
        selected.sort(Comparator.comparing(rank::get));
        return selected;
    }

    private static boolean matches(String id, String pattern) {
        if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
            return id.toLowerCase(Locale.ROOT).contains(pattern.toLowerCase(Locale.ROOT));
        }
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return id.matches(regex.toString());
    }
}

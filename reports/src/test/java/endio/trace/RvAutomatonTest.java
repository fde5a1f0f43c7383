// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Automata are made from the monitors, and say what these say. */
class RvAutomatonTest {
    static List<String> properties() {
        return RvAutomaton.properties();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void automatonAndMonitorAgreeOnRandomWords(String property) {
        RvAutomaton automaton = RvAutomaton.of(property).orElseThrow();
        Random random = new Random(property.hashCode());
        for (int i = 0; i < 4000; i++) {
            List<Integer> word = new ArrayList<>();
            int length = random.nextInt(11);
            for (int j = 0; j < length; j++) {
                word.add(random.nextInt(automaton.letters()));
            }
            assertThat(automaton.ask(word)).as(property + " on " + word).isEqualTo(automaton.askMonitor(word));
        }
    }

    @ParameterizedTest
    @MethodSource("properties")
    void everyAutomatonForbidsSomething(String property) {
        RvAutomaton automaton = RvAutomaton.of(property).orElseThrow();
        assertThat(automaton.edges().size() < automaton.states() * automaton.letters() || automaton.open() > 0)
                .as("an event that may not come, or an end that may not be").isTrue();
        assertThat(automaton.dot()).contains("digraph state_automaton", "\"__init_init\" -> \"init\";");
    }

    /**
     * What the kernel's generator asks of a file: it splits lines at blanks, takes states from the first block of
     * {@code {node} lines, skips a line, and takes transitions up to the first line that does not begin with a quote.
     */
    @ParameterizedTest
    @MethodSource("properties")
    void everyFileKeepsTheRulesOfTheDialect(String property) {
        RvAutomaton automaton = RvAutomaton.of(property).orElseThrow();
        List<String> lines = automaton.dot().lines().map(String::strip).toList();
        assertThat(lines.get(0)).isEqualTo("digraph state_automaton {");
        int at = 0;
        while (!lines.get(at).startsWith("{node ")) {
            at++;
        }
        assertThat(lines.get(at)).endsWith("\"__init_init\"};");
        Set<String> states = new TreeSet<>();
        for (at++; lines.get(at).startsWith("{node "); at++) {
            assertThat(lines.get(at)).matches("\\{node \\[shape = (double)?circle] \"\\w+\"};");
            states.add(lines.get(at).replaceAll(".*] \"(\\w+)\"};", "$1"));
        }
        assertThat(lines.get(at)).isEqualTo("\"__init_init\" -> \"init\";");
        Set<String> events = new TreeSet<>();
        Set<String> transitions = new TreeSet<>();
        for (at++; lines.get(at).startsWith("\""); at++) {
            Matcher edge = Pattern.compile("\"(\\w+)\" -> \"(\\w+)\" \\[ label = \"(\\w+)\" ];").matcher(lines.get(at));
            if (edge.matches()) {
                assertThat(states).contains(edge.group(1), edge.group(2));
                assertThat(transitions.add(edge.group(1) + " " + edge.group(3))).as("deterministic").isTrue();
                events.add(edge.group(3));
            } else {
                assertThat(lines.get(at)).matches("\"(\\w+)\" \\[label = \"\\1\"(, color = green3)?];");
            }
        }
        assertThat(lines.subList(at, lines.size())).containsExactly("{ rank = min ;", "\"__init_init\";", "\"init\";", "}", "}");
        assertThat(events).as("the generator knows an event by its edges").hasSize(automaton.letters());
        assertThat(states).doesNotContainAnyElementsOf(events).contains("init")
                .allMatch(name -> name.length() <= RvAutomaton.LONGEST_NAME);
        assertThat(events).allMatch(name -> name.length() <= RvAutomaton.LONGEST_NAME && name.matches("[a-z_]+"));
    }

    /** A conversion after the count's decrement is a violation when it begins, not only at the end. */
    @Test
    void s8ForbidsAndDoesNotOnlyWait() {
        RvAutomaton automaton = RvAutomaton.of("S8").orElseThrow();
        assertThat(automaton.open()).isZero();
        assertThat(automaton.edges()).noneMatch(edge -> edge.startsWith("s1_inode_dio_end -converted->"));
    }

    @Test
    void s1AsTheKernelsGeneratorTakesIt() {
        assertThat(RvAutomaton.of("S1").orElseThrow().edges()).contains("init -converted-> s1_converted")
                .noneMatch(edge -> edge.startsWith("init -aio_complete->"));
    }

    @Test
    void whatIsNotARuleAboutOneObjectHasNone() {
        assertThat(RvAutomaton.of("S22")).isEmpty();
    }
}

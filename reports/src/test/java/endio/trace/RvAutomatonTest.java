// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

    @Test
    void s1AsTheKernelsGeneratorTakesIt() {
        assertThat(RvAutomaton.of("S1").orElseThrow().edges()).contains("init -converted-> converted")
                .noneMatch(edge -> edge.startsWith("init -aio_complete->"));
    }

    @Test
    void whatIsNotARuleAboutOneObjectHasNone() {
        assertThat(RvAutomaton.of("S6")).isEmpty();
    }
}

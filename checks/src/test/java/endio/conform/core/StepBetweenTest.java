// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.Comparison;
import endio.conform.GoldenLine;
import endio.conform.Goldens;
import endio.conform.Observed;
import endio.conform.core.Version.Surroundings;
import endio.directio.V3_12Osync;
import endio.directio.V4_5;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No list was made of the two generations in between: they are held against those of their neighbours. */
class StepBetweenTest {
    private static final int SCENARIOS = 485;

    /** No scenario of that list is looked at for O_DSYNC, so the new call is made and does nothing. */
    @Test
    void withoutDsyncV312OsyncIsV312WithACallMore() {
        CoreSuite suite = suite(new Version("7b7a8665", V3_12Osync::new, Surroundings.IS_TOLD));
        List<String> different = new ArrayList<>();
        int[] compared = {0};
        Goldens.read("7b7a8665", line -> {
            if (noneIs(line, "osync")) {
                compared[0]++;
                Observed observed = suite.run(line);
                observed.events().removeIf(event -> event.path("e").asText().equals("generic_write_sync"));
                if (Comparison.of(line, observed, suite).level() < Comparison.ALL) {
                    different.add(line.id());
                }
            }
        });
        assertThat(compared[0]).isGreaterThan(SCENARIOS * 9 / 10);
        assertThat(different).isEmpty();
    }

    /** What v4.6 changed is seen where a request failed, put nothing under I/O, or was answered by end_io. */
    @Test
    void v45IsV46AsLongAsRequestsGoWell() {
        CoreSuite suite = suite(new Version("187372a3", V4_5::new, Surroundings.ANSWERS));
        List<String> different = new ArrayList<>();
        int[] compared = {0};
        int[] changed = {0};
        Goldens.read("187372a3", line -> {
            boolean equal = Comparison.of(line, suite.run(line), suite).level() == Comparison.ALL;
            if (goesWell(line)) {
                compared[0]++;
                if (!equal) {
                    different.add(line.id());
                }
            } else if (!equal) {
                changed[0]++;
            }
        });
        assertThat(compared[0]).isGreaterThan(SCENARIOS / 2);
        assertThat(different).isEmpty();
        assertThat(changed[0]).isPositive();
    }

    private static CoreSuite suite(Version version) {
        return new CoreSuite(List.of(version));
    }

    private static boolean noneIs(GoldenLine line, String field) {
        for (JsonNode request : line.scenario().path("requests")) {
            if (request.path(field).asBoolean()) {
                return false;
            }
        }
        return true;
    }

    private static boolean goesWell(GoldenLine line) {
        for (String outcome : List.of("returns", "completions")) {
            for (JsonNode result : line.outcome(outcome)) {
                if (result.asLong() <= 0 && result.asLong() != -529) {
                    return false;
                }
            }
        }
        for (ObjectNode event : line.events()) {
            if (event.path("e").asText().equals("end_io") && (event.path("ret").asLong() != 0
                    || event.path("bytes").asLong() < 0)) {
                return false;
            }
        }
        return !line.outcome("final").isNull();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.Comparison;
import endio.conform.Conform;
import endio.conform.GoldenError;
import endio.conform.GoldenLine;
import endio.conform.Goldens;
import endio.conform.Observed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ext4 of every version, with the core of that version under it, does what the kernel's own code did. */
class Ext4ConformanceTest {
    private final Ext4Suite suite = new Ext4Suite();
    private final Conform conform = new Conform(List.of(suite));

    @ParameterizedTest
    @CsvSource({"pre-7b7a8665, 223", "7b7a8665, 223", "v5.3, 194"})
    void everyScenarioIsEqualInAllEvents(String kernel, int scenarios) {
        List<Conform.Result> different = new ArrayList<>();
        int[] lines = {0};
        Goldens.read("ext4/" + kernel, line -> {
            lines[0]++;
            Conform.Result result = conform.line(line, Comparison.ALL);
            assertThat(result.kernel()).isEqualTo(kernel);
            if (!result.equal()) {
                different.add(result);
            }
        });
        assertThat(lines[0]).isEqualTo(scenarios);
        assertThat(different).isEmpty();
    }

    /** K1: the seed commit's io_end has two owners, and only one of them converts. */
    @ParameterizedTest
    @CsvSource({"pre-7b7a8665, 0", "7b7a8665, 1", "v5.3, 0"})
    void onlyV312CompletesARequestWhoseBlocksAreUnwritten(String kernel, int left) {
        Observed observed = suite.run(Goldens.line("ext4/" + kernel, "k1-dioret-u"));
        assertThat(observed.events()).filteredOn(e -> e.path("e").asText().equals("aio_complete"))
                .singleElement().satisfies(e -> assertThat(e.path("unwritten_left").asInt()).isEqualTo(left));
    }

    /** K4: the reader of v3.12 looks at an io_end of somebody else, who has freed it. */
    @ParameterizedTest
    @CsvSource({"pre-7b7a8665, 0", "7b7a8665, 1", "v5.3, 0"})
    void onlyV312UsesAnIoEndThatIsGone(String kernel, int crashes) {
        Observed observed = suite.run(Goldens.line("ext4/" + kernel, "read-nolock-foreign"));
        assertThat(observed.notes()).hasSize(crashes).allMatch(note -> note.equals("use after free: io_end#0.flag"));
    }

    /** K6: the conversion of v3.12 that a worker should have done. */
    @ParameterizedTest
    @CsvSource({"pre-7b7a8665, 0", "7b7a8665, 1"})
    void onlyV312ConvertsInAnInterrupt(String kernel, int conversions) {
        Observed observed = suite.run(Goldens.line("ext4/" + kernel, "wbdio-unplug-m"));
        assertThat(observed.events()).filteredOn(e -> e.path("ctx").asText().equals("irq")
                && e.path("e").asText().equals("convert")).hasSize(conversions);
    }

    @Test
    void whatIsLeftOutOfAScenarioHasItsUsualValue() {
        GoldenLine whole = Goldens.line("ext4/7b7a8665", "plain-async-um");
        ObjectNode json = whole.json().deepCopy();
        ObjectNode scenario = json.withObjectProperty("scenario");
        scenario.remove(List.of("dioread_nolock", "journal", "fs", "io_end_alloc_fail_calls", "dio_alloc_fail", "wq",
                "hooks"));
        scenario.withArrayProperty("requests").forEach(request ->
                ((ObjectNode) request).remove(List.of("overwrite", "fault")));
        assertThat(conform.line(new GoldenLine("less", 1, json), Comparison.ALL).difference()).isNull();
    }

    @Test
    void anActionThatNobodyKnowsIsToldWithItsPlace() {
        ObjectNode json = Goldens.line("ext4/7b7a8665", "plain-async-um").json().deepCopy();
        json.withObjectProperty("scenario").withArrayProperty("main").addObject().put("op", "reboot");
        assertThatThrownBy(() -> conform.line(new GoldenLine("broken", 7, json), Comparison.ALL))
                .isInstanceOf(GoldenError.class).hasMessageContaining("broken:7").hasMessageContaining("reboot");
    }

    @Test
    void aRequestThatIsNotThereIsToldWithItsPlace() {
        ObjectNode json = Goldens.line("ext4/7b7a8665", "plain-async-um").json().deepCopy();
        json.withObjectProperty("scenario").withArrayProperty("main").insertObject(0).put("op", "issue").put("req", 5);
        assertThatThrownBy(() -> conform.line(new GoldenLine("broken", 7, json), Comparison.ALL))
                .isInstanceOf(GoldenError.class).hasMessageContaining("broken:7").hasMessageContaining("no request 5");
    }
}

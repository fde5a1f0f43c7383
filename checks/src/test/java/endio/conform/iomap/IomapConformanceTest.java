// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.Comparison;
import endio.conform.Conform;
import endio.conform.GoldenError;
import endio.conform.GoldenLine;
import endio.conform.Goldens;
import endio.conform.core.CoreSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The iomap engine of every version does what the kernel's own code of that version did. */
class IomapConformanceTest {
    private final IomapSuite suite = new IomapSuite();
    private final Conform conform = new Conform(List.of(suite));

    @ParameterizedTest
    @CsvSource({"v4.14, 517", "v4.15, 517", "v5.3, 517", "v6.1, 517", "v6.11, 517", "v7.1, 517", "v7.1-readwq, 80"})
    void everyScenarioIsEqualInAllEvents(String kernel, int scenarios) {
        List<Conform.Result> different = new ArrayList<>();
        int[] lines = {0};
        Goldens.read("iomap/" + kernel, line -> {
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

    /** H7: v4.14 reads a freed dio, v4.15 a freed iocb, in the scenarios in which the address sanitizer saw it. */
    @ParameterizedTest
    @CsvSource({"v4.14, use after free: dio, 9", "v4.15, use after free: kiocb, 9", "v5.3, use after free, 0",
        "v6.1, use after free, 0", "v6.11, use after free, 0", "v7.1, use after free, 0"})
    void freedMemoryIsReadWhereTheSanitizerSawIt(String kernel, String note, int times) {
        List<String> seen = ids(kernel, line -> line.json().path("notes").asText().contains("heap-use-after-free"));
        assertThat(ids(kernel, line -> noted(line, note))).hasSize(times).isEqualTo(seen);
    }

    /**
     * H9: without 7fd8720dff2d an asynchronous read that fails is queued nowhere, and the kernel's run ends there, too.
     */
    @ParameterizedTest
    @CsvSource({"v7.1-readwq, 17", "v7.1, 0", "v6.11, 0"})
    void aFailedReadWithoutAQueueCrashes(String kernel, int times) {
        List<String> seen = ids(kernel, line -> line.json().path("notes").asText().contains("crash:"));
        assertThat(ids(kernel, line -> noted(line, "null pointer: workqueue in queue_work"))).hasSize(times)
                .isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({"v4.14, iomap type, 8", "v4.15, ret in iomap_dio_rw, 4", "v4.15, err in iomap_dio_complete, 1",
        "v5.3, iomap type, 3", "v6.1, dio->flags & IOMAP_DIO_WRITE, 9", "v7.1, ret != iomap_length(iter), 1"})
    void warningsAreThoseOfTheKernelsRun(String kernel, String what, int times) {
        assertThat(ids(kernel, line -> noted(line, "warning: " + what))).hasSize(times);
    }

    /** v4.15 and v5.3 have lists of both engines: the form of a scenario tells them apart. */
    @Test
    void linesOfTheOlderEngineAreLeftToIt() {
        Conform both = new Conform(List.of(suite, new CoreSuite()));
        for (String list : List.of("v4.15", "iomap/v4.15", "v5.3", "iomap/v5.3")) {
            GoldenLine[] first = new GoldenLine[1];
            Goldens.read(list, line -> first[0] = first[0] == null ? line : first[0]);
            assertThat(suite.takes(first[0])).isEqualTo(list.startsWith("iomap/"));
            assertThat(both.line(first[0], Comparison.ALL).equal()).isTrue();
        }
    }

    @Test
    void whatIsLeftOutOfAScenarioHasItsUsualValue() {
        GoldenLine whole = Goldens.line("iomap/v6.11", "order-async-W-mapped-1-0-unplug");
        ObjectNode json = whole.json().deepCopy();
        ObjectNode scenario = json.withObjectProperty("scenario");
        scenario.remove(List.of("block_size", "logical_block_size", "fua", "write_cache", "nrpages", "fs", "wq",
                "dio_alloc_fail", "bio_max_pages", "spurious_wakes"));
        scenario.withArrayProperty("requests").forEach(request -> ((ObjectNode) request).remove(List.of("end_io",
                "end_io_ret", "osync", "nowait", "caller_comp", "atomic", "submit_io", "dio_flags", "done_before",
                "fault")));
        GoldenLine less = new GoldenLine("less", 1, json);
        assertThat(suite.takes(less)).isTrue();
        assertThat(conform.line(less, Comparison.ALL).difference()).isNull();
    }

    @Test
    void aKernelThatThereIsNoModelOfIsNamed() {
        ObjectNode json = Goldens.line("iomap/v6.1", "order-async-W-mapped-1-0-unplug").json().deepCopy();
        json.put("kernel", "v9.9");
        assertThatThrownBy(() -> conform.line(new GoldenLine("list", 7, json), Comparison.ALL))
                .isInstanceOf(GoldenError.class).hasMessageContaining("list:7").hasMessageContaining("v9.9");
    }

    private boolean noted(GoldenLine line, String note) {
        return suite.run(line).notes().stream().anyMatch(seen -> seen.startsWith(note));
    }

    private List<String> ids(String kernel, Predicate<GoldenLine> which) {
        List<String> ids = new ArrayList<>();
        Goldens.read("iomap/" + kernel, line -> {
            if (which.test(line)) {
                ids.add(line.id());
            }
        });
        return ids;
    }
}

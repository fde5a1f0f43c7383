// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.Comparison;
import endio.conform.Conform;
import endio.conform.GoldenLine;
import endio.conform.Goldens;
import endio.conform.Observed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The core of every version does what the kernel's own code of that version did. */
class CoreConformanceTest {
    private static final int SCENARIOS = 485;

    private final CoreSuite suite = new CoreSuite();

    @ParameterizedTest
    @ValueSource(strings = {"pre-7b7a8665", "7b7a8665", "187372a3", "v4.15", "v5.3"})
    void everyScenarioIsEqualInAllEvents(String kernel) {
        List<Conform.Result> different = new ArrayList<>();
        int[] lines = {0};
        Conform conform = new Conform(List.of(suite));
        Goldens.read(kernel, line -> {
            lines[0]++;
            Conform.Result result = conform.line(line, Comparison.ALL);
            assertThat(result.kernel()).isEqualTo(kernel);
            if (!result.equal()) {
                different.add(result);
            }
        });
        assertThat(lines[0]).isEqualTo(SCENARIOS);
        assertThat(different).isEmpty();
    }

    /** The lists tell of 54 scenarios in which the error of a bio is read when the bio may be gone. */
    @ParameterizedTest
    @ValueSource(strings = {"pre-7b7a8665", "7b7a8665", "187372a3", "v4.15", "v5.3"})
    void onlyV46ReadsTheErrorOfABioThatIsGone(String kernel) {
        List<String> found = scenariosNoting(kernel, "use after free: bio");
        assertThat(found).hasSize(kernel.equals("187372a3") ? 54 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pre-7b7a8665", "7b7a8665", "187372a3"})
    void aFailedReapBeforeABoundaryCrashesUntilV415(String kernel) {
        assertThat(scenariosNoting(kernel, "null pointer: bio in dio_bio_submit"))
                .containsExactly("reap-sync-eio-boundary");
    }

    @Test
    void theCrashIsGoneInV415() {
        assertThat(scenariosNoting("v4.15", "null pointer")).isEmpty();
    }

    @Test
    void whatIsLeftOutOfAScenarioHasItsUsualValue() {
        GoldenLine whole = Goldens.line("7b7a8665", "order-async-W-mapped-1-0-after");
        ObjectNode scenario = whole.json().deepCopy().withObjectProperty("scenario");
        scenario.remove(List.of("block_size", "logical_block_size", "nrpages", "fs", "wq", "dio_alloc_fail",
                "bio_max_pages", "spurious_wakes", "hooks"));
        for (JsonNode request : scenario.withArrayProperty("requests")) {
            ((ObjectNode) request).remove(List.of("end_io_ret", "flags", "osync", "fault", "submit_io"));
        }
        ObjectNode json = whole.json().deepCopy();
        json.set("scenario", scenario);
        Conform.Result result = new Conform(List.of(suite)).line(new GoldenLine("less", 1, json), Comparison.ALL);
        assertThat(result.difference()).isNull();
        assertThat(result.equal()).isTrue();
    }

    /**
     * In no list, but the code of that time has it: with each vector walked by itself, the end of the file in one of
     * them is no error and the next one is begun, and nobody lets go of what was pinned for the first.
     */
    @ParameterizedTest
    @CsvSource({"pre-7b7a8665, 3", "7b7a8665, 3", "187372a3, 0", "v4.15, 0", "v5.3, 0"})
    void aReadOverTheEndOfTheFileLeavesThePagesOfAVectorPinnedUntilV316(String kernel, int pinned) {
        ObjectNode json = Goldens.line("7b7a8665", "order-async-W-mapped-1-0-after").json().put("kernel", kernel);
        ObjectNode scenario = json.withObjectProperty("scenario").put("i_size", 4096);
        scenario.putArray("extents");
        ObjectNode request = scenario.putArray("requests").addObject().put("rw", "R").put("sync", true);
        request.putArray("iov").addObject().put("addr", 0).put("len", 5 * 4096);
        request.withArrayProperty("iov").addObject().put("addr", 1 << 20).put("len", 4096);
        JsonNode counters = suite.run(new GoldenLine("readv", 1, json)).outcome().get("final");
        assertThat(counters.path("live_pages").asInt()).isEqualTo(pinned);
    }

    /** In no list: which blocks {@code DIO_SKIP_HOLES} keeps a write from filling. */
    @ParameterizedTest
    @CsvSource({"7b7a8665, 6000, 1", "187372a3, 6000, 1", "v4.15, 6000, 0", "v5.3, 6000, 0",
        "7b7a8665, 0, 1", "187372a3, 0, 1", "v4.15, 0, 0", "v5.3, 0, 1"})
    void whatIsInsideTheFileChangedTwice(String kernel, int size, int create) {
        ObjectNode json = Goldens.line("7b7a8665", "order-async-W-mapped-1-0-after").json().put("kernel", kernel);
        ObjectNode scenario = json.withObjectProperty("scenario").put("i_size", size);
        scenario.withArrayProperty("requests").forEach(request ->
                ((ObjectNode) request).put("offset", 4096).putArray("flags").add("SKIP_HOLES"));
        Observed observed = suite.run(new GoldenLine("holes", 1, json));
        assertThat(observed.events().stream().filter(event -> event.path("e").asText().equals("get_block"))
                .map(event -> event.path("create").asInt())).containsExactly(create);
    }

    @Test
    void aQueueThatIsThereFromTheStartIsNoCallThatCanFail() {
        ObjectNode json = Goldens.line("7b7a8665", "wq-async-fail").json();
        json.withObjectProperty("scenario").withObjectProperty("wq").put("preset", true);
        Observed observed = suite.run(new GoldenLine("preset", 1, json));
        assertThat(observed.outcome().get("completions").path("0").asInt()).isEqualTo(8192);
        assertThat(observed.outcome().get("final").path("sb_wq").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"7b7a8665, true", "187372a3, false", "v5.3, false"})
    void fromV41OnABlockDeviceIsNotCounted(String kernel, boolean counted) {
        ObjectNode json = Goldens.line("7b7a8665", "order-async-W-mapped-1-0-after").json().put("kernel", kernel);
        json.withObjectProperty("scenario").withArrayProperty("requests").forEach(request ->
                ((ObjectNode) request).putArray("flags").add("SKIP_DIO_COUNT"));
        Observed observed = suite.run(new GoldenLine("bdev", 1, json));
        assertThat(observed.events().stream().map(event -> event.path("e").asText())
                .filter(name -> name.startsWith("inode_dio"))).hasSize(counted ? 2 : 0);
        assertThat(observed.outcome().get("final").path("i_dio_count").asInt()).isZero();
    }

    private List<String> scenariosNoting(String kernel, String what) {
        List<String> ids = new ArrayList<>();
        Goldens.read(kernel, line -> {
            Observed observed = suite.run(line);
            if (observed.notes().stream().anyMatch(note -> note.startsWith(what))) {
                ids.add(line.id());
            }
        });
        return ids;
    }
}

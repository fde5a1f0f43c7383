// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import endio.scenario.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trace-check}, {@code trace-plan} and {@code rv} as a shell sees them. */
class TraceCommandsTest {
    @TempDir
    Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        err.reset();
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(), false, true, 100);
        return new Endio(console, new Interrupt(), Catalogue::load).run(args);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<String> lines() throws IOException {
        try (InputStream in = new GZIPInputStream(Objects.requireNonNull(
                TraceCommandsTest.class.getResourceAsStream("/traces/6.1.192/ext4-unwritten-single.ftrace.txt.gz")))) {
            return new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
    }

    private String file(List<String> lines) throws IOException {
        Path file = dir.resolve("trace.txt");
        Files.write(file, lines);
        return file.toString();
    }

    @Test
    void aGenuineRecordingIsConsistent() throws IOException {
        assertThat(run("trace-check", "--requests", file(lines()))).isEqualTo(0);
        assertThat(said()).contains("trace.txt: consistent",
                "S1  completion-after-conversion         consistent, 1 judged",
                "not checked:", "begin > submit_bio > bio_end[irq] > queue_work > work_start > complete > convert > converted > end");
    }

    @Test
    void aViolationIsToldWithItsLinesAndWritten() throws IOException {
        List<String> lines = lines();
        int converted = index(lines, "ext4_convert_unwritten_extents_ret: ");
        lines.add(converted + 3, lines.remove(index(lines, "ext4_convert_unwritten_extents: ")));
        lines.add(converted + 3, lines.remove(converted - 1));
        String file = file(lines);
        Path results = dir.resolve("results");
        assertThat(run("trace-check", "--out", results.toString(), file)).isEqualTo(1);
        assertThat(said()).contains("VIOLATED: S8", "i_dio_count", "rule      A request keeps i_dio_count raised");
        assertThat(results.resolve("run.json")).exists();
        try (var found = Files.walk(results)) {
            assertThat(found.map(p -> p.getFileName().toString()))
                    .contains("finding.json", "finding.html", "finding.txt");
        }
    }

    private static int index(List<String> lines, String event) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(": " + event)) {
                return i;
            }
        }
        throw new IllegalArgumentException(event);
    }

    @Test
    void unsoundInputIsNeverConsistent() throws IOException {
        assertThat(run("trace-check", file(List.of("what is this")))).isEqualTo(2);
        assertThat(said()).contains("error: line 1: not a line of a trace").doesNotContain("consistent");
        assertThat(run("trace-check", "--part", file(List.of("# tracer: nop")))).isEqualTo(4);
        assertThat(said()).contains("not enough events");
        assertThat(run("trace-check", dir.resolve("none").toString())).isEqualTo(2);
    }

    @Test
    void jsonIsALineForEachRecording() throws IOException {
        assertThat(run("trace-check", "--json", "--property", "S1,L4", file(lines()))).isEqualTo(0);
        var json = new ObjectMapper().readTree(said());
        assertThat(json.path("verdict").asText()).isEqualTo("consistent");
        assertThat(json.path("properties")).hasSize(2);
        assertThat(json.path("properties").path(0).path("judged").asInt()).isEqualTo(1);
        assertThat(json.path("each")).hasSize(2);
    }

    private String recording(String name) throws IOException {
        Path file = dir.resolve(name.replace('/', '-') + ".gz");
        try (InputStream in = Objects.requireNonNull(TraceCommandsTest.class.getResourceAsStream("/traces/" + name + ".gz"))) {
            Files.write(file, in.readAllBytes());
        }
        return file.toString();
    }

    @Test
    void aWrongGenerationIsTold() throws IOException {
        String synced = recording("6.1.192/vfat-overwrite-odsync.ftrace.txt");
        assertThat(run("trace-check", "--generation", "V5_3", synced)).isEqualTo(0);
        assertThat(said()).contains("generation V5_3: allows every order that was recorded");
        assertThat(run("trace-check", "--generation", "V3_12", synced)).isEqualTo(1);
        assertThat(said()).contains("not V3_12: it does not allow",
                "write: return_queued < fsync (2 requests, the first from line 23 on)",
                "all that was recorded is allowed by V3_12Osync");
        assertThat(run("trace-check", "--generation", "I2_V6_1", synced)).isEqualTo(1);
        assertThat(said()).contains("not I2_V6_1: fs/direct-io.c was recorded");
        assertThat(run("trace-check", "--generation", "V9", synced)).isEqualTo(2);
    }

    @Test
    void theModelIsHeldBesideRecordings() throws IOException {
        String file = recording("6.1.192/vfat-overwrite-odsync.ftrace.txt");
        Path results = dir.resolve("out");
        assertThat(run("trace-model", "--out", results.toString(), file)).isEqualTo(0);
        assertThat(said()).contains("the model allows all that was recorded", "0 only a recording",
                "edges of the automaton of S26: ");
        assertThat(results.resolve("traces/index.html")).content().contains("✓ The model allows all that was recorded (1 recording).");
        assertThat(run("trace-model", "--generation", "V3_12", file)).isEqualTo(1);
        assertThat(said()).contains("  only a recording  write: return_queued < fsync");
    }

    @Test
    void plansAndAutomata() {
        assertThat(run("trace-plan", "--fs", "ext4", "--kernel", "6.1")).isEqualTo(0);
        assertThat(said()).startsWith("#!/bin/sh\n").contains("echo 'p:aio/iomap_dio_rw iomap_dio_rw iocb=%di");
        assertThat(run("trace-plan", "--kernel", "2.4")).isEqualTo(2);
        assertThat(run("trace-plan", "--tool", "strace")).isEqualTo(2);
        assertThat(run("rv", "S1")).isEqualTo(0);
        assertThat(said()).startsWith("digraph state_automaton {");
        assertThat(run("rv", "L2")).isEqualTo(2);
        assertThat(run("rv")).isEqualTo(0);
        assertThat(said()).contains("S1 S2 S4");
    }
}

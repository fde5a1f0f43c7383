// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import static org.assertj.core.api.Assertions.assertThat;

import endio.trace.TraceReport.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is no sound recording is never an exception, and never said to be consistent. */
class UnsoundInputTest {
    private static final String SINGLE = "6.1.192/ext4-unwritten-single.ftrace.txt";

    private static void unsound(TraceReport report, String why) {
        assertThat(report.problems()).as("an error line").isNotEmpty().first().asString().contains(why);
        assertThat(report.properties()).noneMatch(p -> p.verdict() == Verdict.CONSISTENT);
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void emptyInput() {
        unsound(Recordings.check(new byte[0]), "empty");
        assertThat(Recordings.checkText("\n\n").enough()).isFalse();
    }

    @Test
    void binaryInput() {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        bytes[0] = 0x17;
        TraceReport report = Recordings.check(bytes);
        unsound(report, "");
        assertThat(report.problems().size()).isLessThan(50);
    }

    @Test
    void oneLineWithoutEnd() {
        byte[] bytes = new byte[5_000_000];
        Arrays.fill(bytes, (byte) 'x');
        unsound(Recordings.check(bytes), "longer than any line");
    }

    @Test
    void compressedDataThatIsCutOrDamaged() throws IOException {
        byte[] whole;
        try (InputStream in = Recordings.open(SINGLE)) {
            whole = in.readAllBytes();
        }
        unsound(Recordings.check(Arrays.copyOf(whole, whole.length / 2)), "cut");
        byte[] damaged = whole.clone();
        for (int i = 500; i < 900; i++) {
            damaged[i] ^= 0x55;
        }
        TraceReport report = Recordings.check(damaged);
        assertThat(report.problems()).isNotEmpty();
        assertThat(report.properties()).noneMatch(p -> p.verdict() == Verdict.CONSISTENT);
        unsound(Recordings.check(new byte[] {0x1f, (byte) 0x8b}), "");
    }

    @Test
    void compressedInputIsReadAsItIs() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write((String.join("\n", Recordings.lines(SINGLE)) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Recordings.check(bytes.toByteArray()).property("S1").verdict()).isEqualTo(Verdict.CONSISTENT);
    }

    @Test
    void theLastLineIsCut() {
        String text = String.join("\n", Recordings.lines(SINGLE));
        TraceReport report = Recordings.checkText(text.substring(0, text.length() - 20));
        unsound(report, "");
        assertThat(report.problems()).anyMatch(p -> p.contains("the input is cut"));
    }

    @Test
    void aLineInTheMiddleIsCut() {
        for (int keep : new int[] {1, 5, 20, 30, 45, 60, 70, 100, 140}) {
            List<String> lines = new ArrayList<>(Recordings.lines(SINGLE));
            int at = Tampered.of(SINGLE).at("iomap_dio_complete_k", 0);
            lines.set(at, lines.get(at).substring(0, keep));
            unsound(Recordings.check(lines), "line " + (at + 1));
        }
    }

    @Test
    void twoTracesGluedTogether() {
        List<String> lines = new ArrayList<>(Recordings.lines(SINGLE));
        lines.addAll(Recordings.lines("6.12.117/ext4-unwritten-single.ftrace.txt"));
        unsound(Recordings.check(lines), "second header");
        List<String> backwards = new ArrayList<>(Recordings.lines("6.1.192/vfat-read.ftrace.txt"));
        Recordings.lines(SINGLE).stream().filter(line -> !line.startsWith("#")).forEach(backwards::add);
        unsound(Recordings.check(backwards), "backwards");
        List<String> forwards = new ArrayList<>(Recordings.lines(SINGLE));
        Recordings.lines("6.12.117/ext4-unwritten-single.ftrace.txt").stream().filter(line -> !line.startsWith("#"))
                .forEach(forwards::add);
        unsound(Recordings.check(forwards), "lines of something else");
    }

    @Test
    void noHeader() {
        unsound(Recordings.check(Recordings.lines(SINGLE).stream().filter(line -> !line.startsWith("#")).toList()),
                "no header");
    }

    @Test
    void aFieldOfTheFuture() {
        List<String> lines = Recordings.lines(SINGLE).stream()
                .map(line -> line.contains("iomap_dio_bio_end_io: (") ? line + " epoch=7" : line).toList();
        unsound(Recordings.check(lines), "a field epoch");
    }

    @Test
    void aColumnOfTheFuture() {
        List<String> lines = Recordings.lines(SINGLE).stream().map(line -> line.replace("] .....  ", "] ....... "))
                .toList();
        unsound(Recordings.check(lines), "not a line of a trace");
    }

    @Test
    void linesAreMissingOrTooMany() {
        List<String> lines = new ArrayList<>(Recordings.lines(SINGLE));
        unsound(Recordings.check(lines.subList(0, 60)), "lines are missing");
        List<String> latency = Recordings.lines("6.1.192/format-latency.ext4-unwritten-threads.ftrace.txt");
        unsound(Recordings.check(latency.subList(0, 400)), "lines are missing");
        assertThat(Recordings.checkPart(lines.subList(0, 60)).problems()).isEmpty();
    }

    @Test
    void noDirectIoAtAll() {
        List<String> lines = Recordings.lines(SINGLE).stream()
                .filter(line -> line.startsWith("#") || line.contains("irq_handler") || line.contains("sched_"))
                        .toList();
        TraceReport report = Recordings.checkPart(lines);
        assertThat(report.enough()).isFalse();
        assertThat(report.properties()).allMatch(p -> p.verdict() == Verdict.NOT_CHECKED && p.why()
                .startsWith("needs"));
    }

    @Test
    void eventsThatAreNotThere() {
        List<String> lines = Recordings.lines(SINGLE).stream()
                .filter(line -> !line.contains("convert_unwritten_extents")).toList();
        TraceReport report = Recordings.checkPart(lines);
        assertThat(report.findings()).isEmpty();
        assertThat(report.property("S1").verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(report.property("S1").why()).contains("ext4_convert_unwritten_extents or xfs_iomap_write_unwritten");
        assertThat(report.property("S7").verdict()).isEqualTo(Verdict.CONSISTENT);
    }

    @Test
    void nothingTellsInterruptsFromTasks() {
        List<String> lines = Recordings.lines("6.1.192/format-noirqinfo.ext4-unwritten-threads.ftrace.txt").stream()
                .filter(line -> !line.contains("irq_handler")).toList();
        TraceReport report = Recordings.checkPart(lines);
        assertThat(report.findings()).isEmpty();
        assertThat(report.property("S2").why()).contains("irq-info");
        assertThat(report.property("S1").verdict()).isEqualTo(Verdict.CONSISTENT);
    }

    /** Wherever events are lost, and the recording says so, no request is accused of what was lost. */
    @Property(tries = 300, seed = "20130904")
    void whatIsLostAccusesNobody(@ForAll @IntRange(max = 101) int recording,
            @ForAll @IntRange(min = 13, max = 600) int from,
            @ForAll @IntRange(max = 200) int count) {
        List<String> lines = new ArrayList<>(Recordings.lines(Recordings.all().get(recording)));
        int first = Math.min(from, lines.size() - 1);
        lines.subList(first, Math.min(lines.size(), first + count)).clear();
        lines.add(first, "CPU:0 [LOST " + count + " EVENTS]");
        TraceReport report = Recordings.checkPart(lines);
        assertThat(report.findings()).isEmpty();
        assertThat(report.problems()).isEmpty();
        assertThat(report.gaps()).isEqualTo(1);
    }

    /** A recording that begins or ends anywhere accuses nobody either. */
    @Property(tries = 300, seed = "20130904")
    void aPartOfARecordingAccusesNobody(@ForAll @IntRange(max = 101) int recording,
            @ForAll @IntRange(min = 0, max = 600) int from,
            @ForAll @IntRange(min = 1, max = 400) int count) {
        List<String> all = Recordings.lines(Recordings.all().get(recording));
        List<String> header = all.stream().filter(line -> line.startsWith("#") || line.startsWith("cpus=")).toList();
        List<String> events = all.stream().filter(line -> !line.startsWith("#") && !line.startsWith("cpus=")).toList();
        int first = Math.min(from, events.size() - 1);
        List<String> part = new ArrayList<>(header);
        part.addAll(events.subList(first, Math.min(events.size(), first + count)));
        TraceReport report = Recordings.checkPart(part);
        assertThat(report.findings()).isEmpty();
        assertThat(report.problems()).isEmpty();
    }

    /** Any bytes in any place: no exception. */
    @Property(tries = 500, seed = "20130904")
    void nothingIsAnException(@ForAll long seed) {
        Random random = new Random(seed);
        String name = Recordings.all().get(random.nextInt(Recordings.all().size()));
        byte[] bytes = String.join("\n", Recordings.lines(name)).getBytes(StandardCharsets.ISO_8859_1);
        int changes = 1 + random.nextInt(60);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) " \n:=[](0f-.".charAt(random.nextInt(11));
                case 2 -> bytes[at] = (byte) ('0' + random.nextInt(10));
                default -> System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - 1),
                        Math.min(random.nextInt(300), Math.min(bytes.length - at, 1)));
            }
        }
        Recordings.check(bytes);
    }
}

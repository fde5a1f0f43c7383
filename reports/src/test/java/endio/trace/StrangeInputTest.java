// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import static org.assertj.core.api.Assertions.assertThat;

import endio.trace.TraceReport.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Files as people send them: wrapped twice, with other line ends, in another encoding, with mail around them. */
class StrangeInputTest {
    private static final String SINGLE = "6.1.192/ext4-unwritten-single.ftrace.txt";
    private static final String VFAT = "6.12.117/vfat-overwrite.ftrace.txt";

    private static void unsound(TraceReport report) {
        assertThat(report.problems()).as("an error line").isNotEmpty().hasSizeLessThan(50);
        assertThat(report.properties()).noneMatch(p -> p.verdict() == Verdict.CONSISTENT);
        assertThat(report.findings()).isEmpty();
    }

    private static String text(String recording) {
        return String.join("\n", Recordings.lines(recording)) + "\n";
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static List<String> with(String recording, int at, String line) {
        List<String> lines = new ArrayList<>(Recordings.lines(recording));
        lines.add(at, line);
        return lines;
    }

    @Test
    void compressedTwice() throws IOException {
        unsound(Recordings.check(gzip(gzip(text(SINGLE).getBytes(StandardCharsets.UTF_8)))));
    }

    @Test
    void compressedNothing() throws IOException {
        unsound(Recordings.check(gzip(new byte[0])));
    }

    @Test
    void compressedAndThenSomething() throws IOException {
        byte[] whole = gzip(text(SINGLE).getBytes(StandardCharsets.UTF_8));
        byte[] more = Arrays.copyOf(whole, whole.length + 40);
        Arrays.fill(more, whole.length, more.length, (byte) 'x');
        TraceReport report = Recordings.check(more);
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void linesThatEndAsOnWindowsSayTheSame() {
        TraceReport report = Recordings.checkText(text(SINGLE).replace("\n", "\r\n"));
        assertThat(report.findings()).isEmpty();
        assertThat(report.problems()).isEmpty();
        assertThat(report.property("S1").verdict()).isEqualTo(Verdict.CONSISTENT);
    }

    @Test
    void linesThatEndAsOnOldMacintoshes() {
        unsound(Recordings.checkText(text(SINGLE).replace("\n", "\r")));
    }

    @Test
    void utf16() {
        unsound(Recordings.check(text(SINGLE).getBytes(StandardCharsets.UTF_16)));
        unsound(Recordings.check(text(SINGLE).getBytes(StandardCharsets.UTF_16LE)));
    }

    @Test
    void aByteOrderMark() {
        TraceReport report = Recordings.check(("\ufeff" + text(SINGLE)).getBytes(StandardCharsets.UTF_8));
        assertThat(report.findings()).isEmpty();
        assertThat(report.problems().isEmpty() || report.properties().stream().noneMatch(p -> p.verdict() == Verdict.CONSISTENT))
                .isTrue();
    }

    @Test
    void blanksMadeTabs() {
        TraceReport report = Recordings.checkText(text(SINGLE).replace("     ", "\t"));
        assertThat(report.findings()).isEmpty();
        assertThat(report.properties()).noneMatch(p -> p.verdict() == Verdict.CONSISTENT && !report.problems().isEmpty());
    }

    @Test
    void quotedInAMail() {
        unsound(Recordings.checkText(text(SINGLE).replaceAll("(?m)^", "> ")));
    }

    @Test
    void wrappedAt72Columns() {
        unsound(Recordings.checkText(text(SINGLE).replaceAll("(?m)^(.{72})(.+)$", "$1\n$2")));
    }

    @Test
    void aHugeLineInTheMiddle() {
        unsound(Recordings.check(with(SINGLE, 30, "x".repeat(3_000_000))));
    }

    @Test
    void zerosInTheMiddle() {
        unsound(Recordings.check(with(SINGLE, 30, "\0\0\0\0\0\0\0\0")));
    }

    @Test
    void theFirstLinesAreCutOff() {
        List<String> lines = Recordings.lines(SINGLE);
        unsound(Recordings.check(lines.subList(25, lines.size())));
    }

    @Test
    void aHeaderAlone() {
        TraceReport report = Recordings.check(Recordings.lines(SINGLE).stream().filter(line -> line.startsWith("#")).toList());
        assertThat(report.findings()).isEmpty();
        assertThat(report.enough()).isFalse();
    }

    @Test
    void noDirectIo() {
        List<String> lines = new ArrayList<>();
        for (String line : Recordings.lines(SINGLE)) {
            if (line.startsWith("#") && !line.contains("entries-in-buffer") || line.contains("sched_")) {
                lines.add(line);
            }
        }
        lines.add("          bash-1 [000] .....  9999.000000: sched_wakeup: comm=x pid=1 prio=120 target_cpu=000");
        TraceReport report = Recordings.checkPart(lines);
        assertThat(report.findings()).isEmpty();
        assertThat(report.enough()).isFalse();
    }

    @Test
    void numbersThatNoWordHolds() {
        for (String number : List.of("99999999999999999999999", "0x1ffffffffffffffff", "-", "", "NaN", "1e9", "(null)")) {
            List<String> lines = Recordings.lines(VFAT).stream()
                    .map(line -> line.contains("dio_bio_end_aio: (") ? line.replaceFirst("status=\\d+", "status=" + number) : line).toList();
            unsound(Recordings.check(lines));
        }
    }

    @Test
    void aTimeThatNoClockShows() {
        for (String time : List.of("99999999999999999999.000000", "-1.000000", "1.5", "0x12.000000")) {
            List<String> lines = new ArrayList<>(Recordings.lines(VFAT));
            int at = Tampered.of(VFAT).at("dio_bio_end_aio: ", 0);
            lines.set(at, lines.get(at).replaceFirst(" \\d+\\.\\d{6}: ", " " + time + ": "));
            unsound(Recordings.check(lines));
        }
    }

    @Test
    void twoFieldsOfOneName() {
        List<String> lines = Recordings.lines(VFAT).stream()
                .map(line -> line.contains("dio_bio_end_aio: (") ? line + " status=10" : line).toList();
        unsound(Recordings.check(lines));
    }

    @Test
    void aFieldIsMissing() {
        for (String field : List.of("status", "dio", "bio")) {
            List<String> lines = Recordings.lines(VFAT).stream()
                    .map(line -> line.contains("dio_bio_end_aio: (") ? line.replaceFirst(" " + field + "=\\S+", "") : line).toList();
            unsound(Recordings.check(lines));
        }
    }

    /** What is lost right before the fault leaves open what it was; what is lost long after it does not. */
    @Test
    void eventsLostNearAFault() {
        Tampered t = Tampered.of("6.1.192/vfat-overwrite.ftrace.txt").twice("aio_complete_rw: ", 0);
        List<String> lines = new ArrayList<>(t.lines());
        lines.add(t.line("aio_complete_rw: ", 1), "CPU:0 [LOST 3 EVENTS]");
        assertThat(Recordings.checkPart(lines).findings()).extracting(TraceFinding::property).containsExactly("S4");
        List<String> between = new ArrayList<>(t.lines());
        between.add(t.line("aio_complete_rw: ", 0), "CPU:0 [LOST 3 EVENTS]");
        assertThat(Recordings.checkPart(between).findings()).isEmpty();
    }

    /** Two events on two processors at one moment may be in either order, so that nobody is accused. */
    @Test
    void aTieAccusesNobody() {
        Tampered t = Tampered.of("6.1.192/xfs-unwritten-single.ftrace.txt").before("aio_complete_rw: ", 0, 2, "xfs_iomap_write_unwritten_ret: ", 0);
        List<String> lines = new ArrayList<>(t.lines());
        int completed = t.at("aio_complete_rw: ", 0);
        int converted = t.at("xfs_iomap_write_unwritten_ret: ", 0);
        String time = lines.get(completed).replaceFirst(".*? (\\d+\\.\\d{6}): .*", "$1");
        for (int i = completed; i <= converted; i++) {
            lines.set(i, lines.get(i).replaceFirst(" \\d+\\.\\d{6}: ", " " + time + ": "));
        }
        TraceReport same = Recordings.check(lines);
        assertThat(same.findings()).as("on one processor the order of lines is the order of events")
                .extracting(TraceFinding::property).containsExactly("S1");
        for (int i = completed; i < converted; i++) {
            lines.set(i, lines.get(i).replaceFirst("\\[00(\\d)]", "[003]"));
        }
        assertThat(Recordings.check(lines).findings()).as("S7 rests on another moment")
                .extracting(TraceFinding::property).doesNotContain("S1");
    }

    /** A dio's address is used again at once: what comes late is of the one that had it then. */
    @Test
    void anAddressThatIsUsedAgain() {
        Tampered t = Tampered.of("6.1.192/ext4-extend.ftrace.txt");
        String first = t.text("iomap_inode_dio_end: ", 0).replaceFirst(".*dio=(\\S+).*", "$1");
        String second = t.text("iomap_inode_dio_end: ", 1).replaceFirst(".*dio=(\\S+).*", "$1");
        List<String> lines = t.twice("iomap_inode_dio_end: ", 1).lines().stream()
                .map(line -> line.replace(second, first).replace(second.substring(2), first.substring(2))).toList();
        TraceReport report = Recordings.check(lines);
        assertThat(report.findings()).extracting(f -> f.property() + " " + f.line())
                .containsExactly("S6 " + t.line("iomap_inode_dio_end: ", 2));
    }
}

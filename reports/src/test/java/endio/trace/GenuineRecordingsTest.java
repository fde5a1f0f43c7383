// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import static org.assertj.core.api.Assertions.assertThat;

import endio.trace.TraceReport.PropertyResult;
import endio.trace.TraceReport.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No recording of a real kernel is known to break a rule; and a checker that judges nothing would pass them all. */
class GenuineRecordingsTest {
    private static final String COUNTS = "/traces/judged.txt";

    static Stream<String> all() {
        return Recordings.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPropertyIsConsistentOrNotChecked(String recording) {
        TraceReport report = Recordings.check(recording);
        assertThat(report.findings()).isEmpty();
        assertThat(report.problems()).isEmpty();
        assertThat(report.properties()).noneMatch(p -> p.verdict() == Verdict.VIOLATED);
        assertThat(report.requests()).isNotEmpty().allMatch(TraceReport.Request::whole);
        assertThat(report.properties()).filteredOn(p -> p.verdict() == Verdict.NOT_CHECKED)
                .allSatisfy(p -> assertThat(p.why()).isNotEmpty());
    }

    /** Which properties are judged of how many requests is part of the result. */
    @Test
    void countsOfWhatIsJudgedAreThoseThatAreKnown() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String recording : Recordings.all()) {
            TraceReport report = Recordings.check(recording);
            lines.add(recording + ": " + report.kinds() + " " + report.properties().stream()
                    .filter(p -> p.verdict() == Verdict.CONSISTENT).map(p -> p.id() + "=" + p.judged())
                    .collect(Collectors.joining(" ")));
        }
        if (Boolean.getBoolean("endio.golden.write")) {
            Files.write(Path.of("src/test/resources" + COUNTS), lines);
        }
        try (InputStream in = Objects.requireNonNull(GenuineRecordingsTest.class.getResourceAsStream(COUNTS))) {
            assertThat(lines).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
    }

    @Test
    void everyPropertyThatARecordingCanShowIsJudgedSomewhere() {
        List<TraceReport> reports = all().map(Recordings::check).toList();
        List<String> never = TraceRule.all().stream().map(TraceRule::id)
                .filter(id -> reports.stream().allMatch(r -> r.property(id).judged() == 0)).toList();
        assertThat(never).isEmpty();
    }

    @Test
    void otherRenderingsOfOneRecordingShowTheSame() {
        String name = ".ext4-unwritten-threads.ftrace.txt";
        TraceReport plain = Recordings.check("6.1.192/" + name.substring(1));
        for (String format : List.of("format-latency", "format-noirqinfo", "format-tgid")) {
            assertThat(verdicts(Recordings.check("6.1.192/" + format + name))).as(format).isEqualTo(verdicts(plain));
        }
        for (String kernel : List.of("6.1.192", "6.12.117")) {
            TraceReport cat = Recordings.check(kernel + "/ext4-tracecmd.ftrace.txt");
            for (String format : List.of("trace-cmd-report", "trace-cmd-report-l")) {
                assertThat(verdicts(Recordings.check(kernel + "/ext4-tracecmd." + format + ".txt"))).as(kernel + format)
                        .isEqualTo(verdicts(cat));
            }
        }
    }

    private static List<String> verdicts(TraceReport report) {
        List<String> verdicts = new ArrayList<>();
        for (PropertyResult p : report.properties()) {
            verdicts.add(p.id() + " " + p.verdict() + " " + p.judged());
        }
        report.requests().forEach(r -> verdicts.add(r.kind() + " " + r.steps()));
        return verdicts;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import static org.assertj.core.api.Assertions.assertThat;

import endio.record.FindingRecord;
import endio.record.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every view of every sample is what is kept. {@code -Dendio.golden.write=true} writes anew what is to be kept. */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final boolean WRITE = Boolean.getBoolean("endio.golden.write");

    @TestFactory
    Stream<DynamicTest> viewsAreAsKept() {
        Map<String, String> views = new LinkedHashMap<>();
        Samples.findings().forEach((name, finding) -> {
            views.put(name + ".json", Records.write(finding));
            views.put(name + ".txt", TextFinding.of(finding, Style.FILE));
            views.put(name + ".80.txt", TextFinding.of(finding, new Style(80, false, false)));
            views.put(name + ".html", HtmlFinding.of(finding));
            views.put(name + ".md", Markdown.of(finding));
            views.put(name + ".java.txt", RegressionTest.of(finding));
            if (!name.equals("long")) {
                views.put(name + ".perfetto.json", Perfetto.of(finding));
            }
        });
        views.put("run.json", Records.write(Samples.run()));
        views.put("run.txt", TextMatrix.of(Samples.run(), Style.FILE));
        views.put("run.80.txt", TextMatrix.of(Samples.run(), new Style(80, false, false)));
        views.put("run.colour.txt", TextMatrix.of(Samples.run(), new Style(100, true, true)));
        List<FindingRecord> findings = List.copyOf(Samples.findings().values());
        views.put("run.sarif", Sarif.of(Samples.run(), List.of(Samples.k1(), Samples.deadlock(), Samples.awkward())));
        views.put("run.junit.xml", JunitXml.of(Samples.run(), findings));
        views.put("run.summary.md", GitHub.summary(Samples.run(), findings));
        views.put("run.annotations.txt", GitHub.annotations(Samples.run(), findings));
        views.put("question.html", HtmlQuestion.of(Samples.question()));
        views.put("question.txt", TextQuestion.of(List.of(Samples.question()), Style.FILE));
        views.put("question.80.txt", TextQuestion.of(List.of(Samples.question()), new Style(80, false, false)));
        views.put("index.html", HtmlIndex.of(Samples.run()));
        return views.entrySet().stream().map(v -> DynamicTest.dynamicTest(v.getKey(), () -> compare(v.getKey(),
                v.getValue())));
    }

    private static void compare(String name, String view) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (WRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, view, StandardCharsets.UTF_8);
        }
        assertThat(view).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    }
}

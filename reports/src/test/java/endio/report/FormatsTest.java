// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import endio.record.FindingRecord;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other tools' formats are what those tools read. */
class FormatsTest {
    private static final List<FindingRecord> ALL = List.copyOf(Samples.findings().values());
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void sarifIsValidBySchema() throws Exception {
        try (InputStream schema = FormatsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            assertThat(JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema)
                    .validate(mapper.readTree(Sarif.of(Samples.run(), ALL)))).isEmpty();
        }
    }

    @Test
    void sarifTellsTheWholeInterleavingFirstAndStaysWithinTheHostsLimits() throws Exception {
        for (JsonNode result : mapper.readTree(Sarif.of(Samples.run(), ALL)).at("/runs/0/results")) {
            int locations = 0;
            for (JsonNode flow : result.path("codeFlows")) {
                for (JsonNode thread : flow.path("threadFlows")) {
                    locations += thread.path("locations").size();
                }
            }
            assertThat(locations).isLessThanOrEqualTo(Sarif.MOST_LOCATIONS);
            if (result.has("codeFlows")) {
                assertThat(result.at("/codeFlows/0/threadFlows")).hasSize(1);
                assertThat(result.at("/codeFlows/0/threadFlows/0/locations").findValuesAsText("executionOrder").stream()
                        .map(Integer::valueOf).toList()).isSorted();
            }
            assertThat(result.path("ruleIndex").asInt(0)).isLessThan(Samples.run().properties().size());
        }
    }

    @Test
    void aFingerprintIsOfTheShapeAndNotOfNumbers() {
        assertThat(Sarif.shape(Samples.k1())).isEqualTo(Sarif.shape(Samples.k1()))
                .isNotEqualTo(Sarif.shape(Samples.inline()));
    }

    @Test
    void junitXmlIsValidBySchemaAndCountsWhatItHolds() throws Exception {
        String xml = JunitXml.of(Samples.run(), ALL);
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(FormatsTest.class.getResource("/junit.xsd"))
                .newValidator().validate(new StreamSource(new StringReader(xml)));
        assertThat(xml.split("<failure ", -1)).hasSize(3);
        assertThat(xml.split("<skipped ", -1)).hasSize(2);
        assertThat(xml).contains("tests=\"3\" failures=\"1\"").doesNotContain("\u001b");
    }

    @Test
    void annotationsAreALineEachAndCannotBeLeft() {
        String annotations = GitHub.annotations(Samples.run(), ALL);
        assertThat(annotations.lines()).allMatch(l -> l.startsWith("::error ") || l.startsWith("::notice "));
        assertThat(annotations.lines().filter(l -> l.startsWith("::error "))).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void aSummaryHoldsNoMarkupOfARecord() {
        String summary = GitHub.summary(Samples.run(), ALL);
        assertThat(summary.length()).isLessThan(GitHub.LARGEST_SUMMARY + 5000);
        assertThat(summary).contains("| S1 completion-after-conversion |").doesNotContain("<script", "<img");
    }

    @Test
    void slicesOfATrackDoNotOverlapAndFlowsAreBound() throws Exception {
        for (FindingRecord finding : ALL) {
            Map<String, Long> until = new HashMap<>();
            Map<String, long[]> open = new HashMap<>();
            Set<String> begun = new HashSet<>();
            Deque<String> lives = new ArrayDeque<>();
            for (JsonNode e : mapper.readTree(Perfetto.of(finding)).path("traceEvents")) {
                String track = e.path("pid") + "/" + e.path("tid");
                long ts = e.path("ts").asLong();
                switch (e.path("ph").asText()) {
                    case "X" -> {
                        assertThat(ts).isGreaterThanOrEqualTo(until.getOrDefault(track, 0L));
                        until.put(track, ts + e.path("dur").asLong());
                        open.put(track, new long[] {ts, ts + e.path("dur").asLong()});
                    }
                    case "s", "f" -> {
                        assertThat(e.path("id").isInt()).isTrue();
                        assertThat(ts).isBetween(open.get(track)[0], open.get(track)[1]);
                        if (e.path("ph").asText().equals("s")) {
                            assertThat(begun.add(e.path("id").asText())).isTrue();
                        } else {
                            assertThat(begun).contains(e.path("id").asText());
                            assertThat(e.path("bp").asText()).isEqualTo("e");
                        }
                    }
                    case "b" -> lives.add(e.path("id").asText());
                    case "e" -> lives.remove(e.path("id").asText());
                    default -> { }
                }
            }
            assertThat(lives).isEmpty();
        }
    }

    @Test
    void aMessageToAListHas72Columns() {
        ALL.forEach(f -> assertThat(Markdown.of(f).lines().filter(l -> !l.startsWith("    endio replay")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72)));
    }

    @Test
    void theRegressionTestCompiles(@TempDir java.nio.file.Path temp) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", temp.toString(), "-cp",
                System.getProperty("java.class.path")));
        for (FindingRecord finding : ALL) {
            java.nio.file.Path file = temp.resolve(finding.property().id().replaceAll("\\W", "") + finding.steps()
                    .size())
                    .resolve(RegressionTest.name(finding) + ".java");
            java.nio.file.Files.createDirectories(file.getParent());
            java.nio.file.Files.writeString(file, "package p" + arguments.size() + ";\n" + RegressionTest.of(finding));
            arguments.add(file.toString());
        }
        java.io.ByteArrayOutputStream errors = new java.io.ByteArrayOutputStream();
        assertThat(compiler.run(null, errors, errors, arguments.toArray(String[]::new))).as(errors.toString()).isZero();
    }

    @Test
    void changesThatAreWorseAreTold() {
        endio.record.RunRecord run = Samples.run();
        endio.record.RunRecord fewer = new endio.record.RunRecord(run.schema(), run.tool(), run.settings(), "",
                run.generations(),
                run.properties(), run.explorations().subList(0, 2), run.verdict());
        assertThat(Changes.between(run, run).all()).isEmpty();
        assertThat(Changes.between(run, fewer).worse()).isTrue();
        assertThat(Changes.between(fewer, run).all()).filteredOn(Changes.Change::worse)
                .extracting(Changes.Change::property)
                .containsExactly("S4");
    }
}

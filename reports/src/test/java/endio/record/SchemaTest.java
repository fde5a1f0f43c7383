// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records are what the published schemas say, and read back as they were written. */
class SchemaTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private final ObjectMapper mapper = new ObjectMapper();

    private static String resource(String name) throws IOException {
        try (InputStream in = SchemaTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonSchema schema(String name) throws IOException {
        Map<String, String> schemas = Map.of("urn:endio:finding:1", resource("finding.schema.json"),
                "urn:endio:run:1", resource("run.schema.json"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012, b -> b.schemaLoaders(l -> l.schemas(schemas)))
                .getSchema(SchemaLocation.of("urn:endio:" + name + ":1"));
    }

    static Stream<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(f -> f.toString().endsWith(".json") && !f.toString().endsWith(".perfetto.json"))
                    .sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void everySampleIsValidAndReadsBack(Path file) throws IOException {
        boolean run = file.endsWith("run.json");
        JsonNode tree = mapper.readTree(file.toFile());
        assertThat(schema(run ? "run" : "finding").validate(tree)).isEmpty();
        Object record = run ? Records.readRun(file) : Records.readFinding(file);
        assertThat(Records.write(record)).isEqualTo(Files.readString(file));
    }

    @Test
    void aSchemaRefusesWhatIsNotSaid() throws IOException {
        JsonNode tree = mapper.readTree(GOLDEN.resolve("k1.json").toFile());
        ((com.fasterxml.jackson.databind.node.ObjectNode) tree).remove("verdict");
        assertThat(schema("finding").validate(tree)).isNotEmpty();
        JsonNode other = mapper.readTree(GOLDEN.resolve("k1.json").toFile());
        ((com.fasterxml.jackson.databind.node.ObjectNode) other).put("ending", "WELL");
        assertThat(schema("finding").validate(other)).isNotEmpty();
    }

    @Test
    void aRecordThatPointsNowhereIsRefused(@TempDir Path temp) throws IOException {
        String good = Files.readString(GOLDEN.resolve("k1.json"));
        Path file = temp.resolve("finding.json");
        for (String bad : new String[] {good.replaceFirst("\"lane\" : 0", "\"lane\" : 77"),
                good.replaceFirst("\"n\" : 2", "\"n\" : 3"),
            good.replaceFirst("\"at\" : \\[ 36", "\"at\" : [ 3600"), good.replaceFirst("\"n\" : 2", "\"n\" : null"),
            good.replaceFirst("endio-finding-1", "endio-finding-2"), good + "x",
            good.replaceFirst("\"kind\"", "\"sentence\"")}) {
            Files.writeString(file, bad);
            assertThatThrownBy(() -> Records.readFinding(file)).isInstanceOf(UnreadableRecord.class)
                    .hasMessageStartingWith(file.toString()).hasMessageNotContaining("\n");
        }
    }

    @Test
    void aFileThatIsTooLargeIsNotRead(@TempDir Path temp) throws IOException {
        Path file = temp.resolve("finding.json");
        try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.WRITE)) {
            channel.position(Records.LARGEST + 1).write(java.nio.ByteBuffer.wrap(new byte[] {1}));
        }
        assertThatThrownBy(() -> Records.readFinding(file)).hasMessageContaining("larger than");
    }
}

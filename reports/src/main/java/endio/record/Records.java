// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Records as JSON: the same record gives the same bytes. */
public final class Records {
    /** Name of a run's file. */
    public static final String RUN_FILE = "run.json";
    /** Name of a finding's file. */
    public static final String FINDING_FILE = "finding.json";
    /** Name of the file of a run of the races. */
    public static final String STRESS_FILE = "stress.json";
    /** Files that are larger than this are not ours. */
    static final long LARGEST = 64L << 20;
    private static final int DEEPEST = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                    .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Records() {}

    /** A record as JSON text, a line an element, ending in a line end. */
    public static String write(Object record) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try {
            return MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(lines)).writeValueAsString(record)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours is not JSON", e);
        }
    }

    /** A record as JSON on one line, without a line end. */
    public static String line(Object record) {
        try {
            return MAPPER.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours is not JSON", e);
        }
    }

    /**
     * Reads a finding.
     *
     * @throws UnreadableRecord if there is none in the file, or one of another version
     */
    public static FindingRecord readFinding(Path file) throws UnreadableRecord {
        return read(file, FindingRecord.class, FindingRecord.SCHEMA);
    }

    /**
     * Reads a run.
     *
     * @throws UnreadableRecord if there is none in the file, or one of another version
     */
    public static RunRecord readRun(Path file) throws UnreadableRecord {
        return read(file, RunRecord.class, RunRecord.SCHEMA);
    }

    /**
     * Reads a run of the races.
     *
     * @throws UnreadableRecord if there is none in the file, or one of another version
     */
    public static StressRecord readStress(Path file) throws UnreadableRecord {
        return read(file, StressRecord.class, StressRecord.SCHEMA);
    }

    /**
     * Reads what recordings show beside the model.
     *
     * @throws UnreadableRecord if there is none in the file, or one of another version
     */
    public static OrdersRecord readOrders(Path file) throws UnreadableRecord {
        return read(file, OrdersRecord.class, OrdersRecord.SCHEMA);
    }

    /**
     * Reads a run of benchmarks.
     *
     * @throws UnreadableRecord if there is none in the file, or one of another version
     */
    public static BenchRecord readBench(Path file) throws UnreadableRecord {
        return read(file, BenchRecord.class, BenchRecord.SCHEMA);
    }

    /**
     * Reads how soon strategies find bugs.
     *
     * @throws UnreadableRecord if there is none in the file, or one of another version
     */
    public static StrategyRecord readStrategies(Path file) throws UnreadableRecord {
        return read(file, StrategyRecord.class, StrategyRecord.SCHEMA);
    }

    /**
     * Reads what came of the search for historical bugs.
     *
     * @throws UnreadableRecord if there is none in the file, or one of another version
     */
    public static BugsRecord readBugs(Path file) throws UnreadableRecord {
        return read(file, BugsRecord.class, BugsRecord.SCHEMA);
    }

    private static <T> T read(Path file, Class<T> type, String schema) throws UnreadableRecord {
        return parse(text(file), type, schema, file.toString());
    }

    private static String text(Path file) throws UnreadableRecord {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UnreadableRecord(file + ": larger than " + (LARGEST >> 20)
                        + " MB, so it is no record of endio");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (UnreadableRecord e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableRecord(file + ": cannot be read (" + Plain.words(e) + ")");
        }
    }

    /** The fields of a JSON object on one line; none if it is no such line. */
    public static Map<String, Object> map(String line) {
        try {
            return MAPPER.readValue(line, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    /**
     * Reads a list of our own that has no schema, because nobody else reads it.
     *
     * @throws IOException if it is none
     */
    public static <T> List<T> list(String text, Class<T> type) throws IOException {
        return MAPPER.readValue(text, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
    }

    /**
     * How soon strategies find bugs, from the text of such a file.
     *
     * @param where it is from
     * @throws UnreadableRecord if it is none, or one of another version
     */
    public static StrategyRecord parseStrategies(String text, String where) throws UnreadableRecord {
        return parse(text, StrategyRecord.class, StrategyRecord.SCHEMA, where);
    }

    static <T> T parse(String text, Class<T> type, String schema, String where) throws UnreadableRecord {
        try {
            JsonNode tree = MAPPER.readTree(text);
            String given = tree.path("schema").asText("");
            if (!given.equals(schema)) {
                throw new UnreadableRecord(where + ": its schema is "
                        + (given.isEmpty() ? "not given" : "'" + Plain.line(given) + "'") + ", this endio reads '"
                        + schema + "'");
            }
            return MAPPER.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                    .reduce("", String::concat);
            throw new UnreadableRecord(where + ": " + (path.isEmpty() ? "" : Plain.line(path.replaceFirst("^\\.", ""))
                    + ": ")
                    + Plain.line(e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            throw new UnreadableRecord(where + place + ": not JSON (" + Plain.line(e.getOriginalMessage()) + ")");
        }
    }

}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The record of a stress run, {@code stress.json}, written anew after every test: what is there is always whole. */
final class StressRecord {
    /** Name and version of the format. */
    static final String SCHEMA = "endio-stress-1";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** How far a run got. */
    enum State {
        /** It is under way, or was killed. */
        PARTIAL,
        /** It was stopped. */
        INTERRUPTED,
        /** Every test had its turn. */
        COMPLETE,
        /** The time ended first. */
        BUDGET
    }

    private final Path file;
    private final String mode;
    private final long budgetMillis;

    StressRecord(Path folder, String mode, long budgetMillis) {
        this.file = folder.resolve("stress.json");
        this.mode = mode;
        this.budgetMillis = budgetMillis;
    }

    synchronized void write(State state, List<Judged> tests, long elapsedMillis) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("schema", SCHEMA);
        record.put("state", state);
        record.put("mode", mode);
        record.put("budgetMillis", budgetMillis);
        record.put("elapsedMillis", elapsedMillis);
        record.put("environment", "Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.arch"));
        List<Object> all = new ArrayList<>();
        tests.forEach(test -> all.add(test(test)));
        record.put("tests", all);
        Path partial = file.resolveSibling(".stress.json.new");
        JSON.writeValue(partial.toFile(), record);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static Map<String, Object> test(Judged judged) {
        Map<String, Object> test = new LinkedHashMap<>();
        test.put("race", judged.race());
        test.put("broken", judged.broken());
        test.put("selfCheck", judged.selfCheck());
        test.put("verdict", judged.verdict());
        test.put("samples", judged.samples());
        test.put("millis", judged.millis());
        test.put("firstMillis", judged.firstMillis());
        test.put("problem", judged.problem());
        List<Object> outcomes = new ArrayList<>();
        for (Judged.Seen seen : judged.outcomes()) {
            Map<String, Object> outcome = new LinkedHashMap<>();
            outcome.put("outcome", seen.outcome());
            outcome.put("count", seen.count());
            outcome.put("explorer", seen.explorer());
            outcome.put("expect", seen.expect());
            outcome.put("sentence", seen.sentence());
            outcomes.add(outcome);
        }
        test.put("outcomes", outcomes);
        return test;
    }

    /** One line for whoever started this. */
    static String line(Map<String, Object> of) throws IOException {
        return JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(of);
    }
}

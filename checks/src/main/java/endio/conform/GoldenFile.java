// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Golden lists: one JSON object a line, plain or, if the name ends in {@code .gz}, compressed. */
public final class GoldenFile {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private GoldenFile() {}

    /**
     * Reads one line after the other; empty ones are passed over.
     *
     * @throws GoldenError if the file or a line cannot be read
     */
    public static void read(Path file, Consumer<GoldenLine> each) {
        try (InputStream in = Files.newInputStream(file)) {
            read(file.toString(), in, each);
        } catch (IOException e) {
            throw new GoldenError(file + ": cannot be read: " + e.getMessage());
        }
    }

    /**
     * The same from a stream.
     *
     * @param name of the file, for messages and to see whether it is compressed
     */
    public static void read(String name, InputStream in, Consumer<GoldenLine> each) {
        int number = 0;
        try {
            InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
            BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    each.accept(parse(name, number, line));
                }
            }
        } catch (IOException e) {
            throw new GoldenError(name + ":" + (number + 1) + ": cannot be read: " + e.getMessage());
        }
    }

    private static GoldenLine parse(String name, int number, String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (json instanceof ObjectNode object && object.has("scenario") && object.has("kernel")) {
                return new GoldenLine(name, number, object);
            }
            throw new GoldenError(name + ":" + number + ": not a golden line: no object with kernel and scenario");
        } catch (JsonProcessingException e) {
            throw new GoldenError(name + ":" + number + ": broken JSON: " + e.getOriginalMessage());
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The recordings of real kernels among the test resources. */
final class Recordings {
    private Recordings() {}

    /** Names of all: {@code 6.1.192/ext4-read.ftrace.txt}. */
    static List<String> all() {
        URL url = Objects.requireNonNull(Recordings.class.getResource("/traces"));
        try (Stream<Path> files = Files.walk(Path.of(url.toURI()))) {
            Path root = Path.of(url.toURI());
            return files.filter(f -> f.toString().endsWith(".gz") && !f.endsWith("PROBES.txt.gz"))
                    .map(f -> root.relativize(f).toString().replace('\\', '/').replaceFirst("\\.gz$", "")).sorted()
                            .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it lies there, compressed. */
    static InputStream open(String name) {
        return Objects.requireNonNull(Recordings.class.getResourceAsStream("/traces/" + name + ".gz"), name);
    }

    /** The lines of one of them. */
    static List<String> lines(String name) {
        try (InputStream in = new GZIPInputStream(open(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TraceReport check(String name) {
        try (InputStream in = open(name)) {
            return new TraceCheck(TraceCheck.Options.DEFAULT).check(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TraceReport check(List<String> lines) {
        return checkText(String.join("\n", lines) + "\n");
    }

    static TraceReport checkText(String text) {
        return check(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static TraceReport checkPart(List<String> lines) {
        return check((String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1),
                new TraceCheck.Options(100_000_000L, false, true, 1000));
    }

    static TraceReport check(byte[] bytes) {
        return check(bytes, TraceCheck.Options.DEFAULT);
    }

    private static TraceReport check(byte[] bytes, TraceCheck.Options options) {
        try {
            return new TraceCheck(options).check(new ByteArrayInputStream(bytes), "test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.conform.core.CoreSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not a golden list is refused with its place, and nobody has to guess what was meant. */
class GoldenFileTest {
    @TempDir
    Path folder;

    @Test
    void aTruncatedLineIsNamedByFileAndNumber() throws IOException {
        String line = Goldens.line("7b7a8665", "order-async-W-mapped-1-0-after").json().toString();
        Path file = file("cut.jsonl", line + "\n" + line.substring(0, line.length() / 2));
        List<Conform.Result> results = new ArrayList<>();
        assertThatThrownBy(() -> new Conform(List.of(new CoreSuite())).file(file, 2, results::add))
                .isInstanceOf(GoldenError.class).hasMessageStartingWith(file + ":2: broken JSON");
        assertThat(results).hasSize(1).allMatch(Conform.Result::equal);
    }

    @Test
    void aLineThatIsNoScenarioIsRefused() throws IOException {
        Path file = file("other.jsonl", "\n[1, 2]\n");
        assertThatThrownBy(() -> GoldenFile.read(file, line -> { }))
                .isInstanceOf(GoldenError.class).hasMessageStartingWith(file + ":2: not a golden line");
    }

    @Test
    void twoObjectsInOneLineAreRefused() throws IOException {
        Path file = file("two.jsonl", "{\"kernel\":\"k\",\"scenario\":{}} {\"kernel\":\"k\",\"scenario\":{}}");
        assertThatThrownBy(() -> GoldenFile.read(file, line -> { }))
                .isInstanceOf(GoldenError.class).hasMessageContaining(file + ":1: broken JSON");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> GoldenFile.read(folder.resolve("no.jsonl"), line -> { }))
                .isInstanceOf(GoldenError.class).hasMessageContaining("no.jsonl");
    }

    @Test
    void aTruncatedArchiveIsNamed() throws IOException {
        byte[] whole;
        try (var in = GoldenFileTest.class.getResourceAsStream("/conform/v5.3.jsonl.gz")) {
            whole = in.readAllBytes();
        }
        Path file = folder.resolve("cut.jsonl.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> GoldenFile.read(file, line -> { }))
                .isInstanceOf(GoldenError.class).hasMessageContaining("cut.jsonl.gz:")
                .hasMessageContaining("cannot be read");
    }

    @Test
    void anUnknownKernelIsRefusedWithItsName() throws IOException {
        var json = Goldens.line("7b7a8665", "order-async-W-mapped-1-0-after").json().put("kernel", "v9.9");
        Path file = file("new.jsonl", json.toString());
        assertThatThrownBy(() -> new Conform(List.of(new CoreSuite())).file(file, 2, result -> { }))
                .isInstanceOf(GoldenError.class).hasMessageContaining(file + ":1:").hasMessageContaining("'v9.9'");
    }

    @Test
    void anUnknownStateOfABlockIsRefusedWithWhatThereIs() throws IOException {
        var json = Goldens.line("7b7a8665", "order-async-W-mapped-1-0-after").json();
        json.withObjectProperty("scenario").withArrayProperty("extents").addObject().put("lblk", 9).put("state", "odd");
        Path file = file("state.jsonl", json.toString());
        assertThatThrownBy(() -> new Conform(List.of(new CoreSuite())).file(file, 2, result -> { }))
                .isInstanceOf(GoldenError.class).hasMessageContaining(file + ":1:")
                .hasMessageContaining("'odd' is none of [MAPPED, UNWRITTEN, HOLE]");
    }

    @Test
    void anUnknownActionIsRefusedWithItsName() throws IOException {
        var json = Goldens.line("7b7a8665", "order-async-W-mapped-1-0-after").json();
        json.withObjectProperty("scenario").withArrayProperty("main").addObject().put("op", "dance");
        Path file = file("op.jsonl", json.toString());
        assertThatThrownBy(() -> new Conform(List.of(new CoreSuite())).file(file, 2, result -> { }))
                .isInstanceOf(GoldenError.class).hasMessageContaining(file + ":1:").hasMessageContaining("'dance'");
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return file;
    }
}

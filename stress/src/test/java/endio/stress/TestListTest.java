// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** JCStress runs what its annotation processor wrote down: a test that is missing there would pass by not running. */
class TestListTest {

    @Test
    void every_source_of_a_stress_test_is_in_the_list_that_is_run() throws IOException, URISyntaxException {
        String list;
        try (var in = getClass().getResourceAsStream("/META-INF/TestList")) {
            assertThat(in).as("the list of the annotation processor").isNotNull();
            list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> tests = stressTests();
        assertThat(tests).hasSizeGreaterThan(40);
        assertThat(tests).allSatisfy(test -> assertThat(list).contains("endio.stress.race." + test));
    }

    private List<String> stressTests() throws IOException, URISyntaxException {
        URL here = Scene.class.getProtectionDomain().getCodeSource().getLocation();
        Path sources = Path.of(here.toURI()).resolve("../../src/main/java/endio/stress/race").normalize();
        try (Stream<Path> files = Files.list(sources)) {
            return files.filter(TestListTest::isStressTest)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
        }
    }

    private static boolean isStressTest(Path file) {
        try {
            return Files.readString(file).contains("@JCStressTest");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs after PIT, in the profile {@code mutation}: each change that no test saw is explained, and no other one. */
class SurvivorsAreExplained {
    static final Path WRITTEN = Path.of("src/test/mutation/survivors.txt");
    private static final Path REPORT = Path.of("target/pit-reports/mutations.xml");
    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void eachSurvivorIsExplained() throws IOException {
        Explanations explanations = Explanations.read(Files.readAllLines(WRITTEN));
        List<Mutation> mutations = Mutation.read(REPORT, SOURCES);
        assertThat(mutations).as("changes that PIT made").hasSizeGreaterThan(1000);
        assertThat(String.join("\n\n", explanations.against(mutations))).isEmpty();
    }
}

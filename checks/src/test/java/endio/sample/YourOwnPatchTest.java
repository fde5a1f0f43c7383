// SPDX-License-Identifier: GPL-2.0-or-later
package endio.sample;

import static org.assertj.core.api.Assertions.assertThat;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.explore.Finding;
import endio.property.Properties;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.Generation;
import endio.scenario.V3_11Generation;
import endio.scenario.V3_12Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The patch that README models: it mends what V3_12 breaks, and README shows it as it stands here. */
class YourOwnPatchTest {

    @Test
    void the_patch_mends_what_the_commit_broke() {
        assertThat(violated("V3_12")).contains("S1");
        assertThat(violated("convert-in-end-io")).isEmpty();
    }

    @Test
    void readme_shows_the_class_that_is_tested() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String source = Files.readString(Path.of("src/test/java/endio/sample/ConvertInEndIo.java"));
        String body = source.substring(source.indexOf("public final class"));
        assertThat(readme).contains(body);
    }

    private static List<String> violated(String generation) {
        List<Generation> generations = List.of(new V3_11Generation(), new V3_12Generation(), new ConvertInEndIo());
        Catalogue catalogue = new Catalogue(Catalogue.load().scenarios(), generations);
        Entry entry = catalogue.find("ext4-aio-unwritten@" + generation).get(0);
        Exploration exploration = Explorer.explore(entry.program(),
                ExploreOptions.DEFAULT.withProperties(Properties.all()).withMaxSteps(entry.scenario().maxSteps()));
        assertThat(exploration.complete()).isTrue();
        return exploration.findings().stream().map(Finding::property).toList();
    }
}

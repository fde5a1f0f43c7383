// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, if there is one: their own policy lets their script run, and it does what it should. */
class BrowserTest {
    @TempDir
    Path temp;

    private static Optional<Path> browser() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))).filter(Files::isExecutable).findFirst();
    }

    /** The document as it is after its script has run; fails if the console heard a complaint. */
    private String dom(String page, String fragment) throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "no browser");
        Path file = Files.writeString(temp.resolve("page.html"), page);
        Path errors = temp.resolve("errors");
        Path out = temp.resolve("dom");
        List<String> command = new ArrayList<>(List.of(browser.get().toString(), "--headless", "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking", "--user-data-dir=" + temp.resolve("profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=3000", "--dump-dom", file.toUri() + fragment));
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).redirectOutput(out.toFile())
                .start();
        assumeTrue(process.waitFor(90, TimeUnit.SECONDS), "the browser is too slow here");
        assertThat(Files.readString(errors, StandardCharsets.ISO_8859_1).lines().filter(l -> l.contains("CONSOLE")))
                .isEmpty();
        return Files.readString(out);
    }

    @Test
    void aLinkPointsAtAStepAndItsStateIsShown() throws Exception {
        String dom = dom(HtmlFinding.of(Samples.k1()), "#s=17");
        assertThat(dom).containsPattern("<tr id=\"s17\" class=\"[^\"]*focus")
                .contains("Step 17 of 40, task0", "drop_refcount()");
    }

    @Test
    void withoutALinkTheViolationIsInFocus() throws Exception {
        assertThat(dom(HtmlFinding.of(Samples.k1()), "")).containsPattern("<tr id=\"s36\" class=\"[^\"]*focus");
    }

    @Test
    void hostileNamesStayText() throws Exception {
        assertThat(dom(HtmlFinding.of(Samples.awkward()), "")).contains("Step 1 of 2").doesNotContain("<img");
    }

    @Test
    void theIndexOpensWhatALinkPointsAt() throws Exception {
        assertThat(dom(HtmlIndex.of(Samples.run()), "#behind-S4")).contains("<details id=\"behind-S4\" open");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages in the browser that is installed; without one these tests are skipped. Whatever they do, no page may
 * complain in its console or ask for anything but itself.
 */
class BrowserTest {
    @TempDir
    static Path temp;

    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private BrowserContext context;

    private static Optional<Path> installed() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))).filter(Files::isExecutable).findFirst();
    }

    @BeforeAll
    static void start() {
        Optional<Path> installed = installed();
        assumeTrue(installed.isPresent(), "no chromium is installed");
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(installed.get())
                .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @AfterEach
    void nothingLeftThePageAndNothingWasComplainedOf() {
        if (context != null) {
            context.close();
            assertThat(complaints).isEmpty();
            assertThat(requests).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
        }
    }

    private static Browser.NewContextOptions wide() {
        return new Browser.NewContextOptions().setViewportSize(1400, 900);
    }

    private Page open(String html, String fragment, Browser.NewContextOptions options) throws IOException {
        context = browser.newContext(options);
        context.onRequest(r -> requests.add(r.url()));
        Page page = context.newPage();
        page.onConsoleMessage(m -> complaints.add(m.text()));
        page.onPageError(complaints::add);
        page.navigate(Files.writeString(temp.resolve("page.html"), html).toUri() + fragment);
        return page;
    }

    private Page k1(String fragment) throws IOException {
        return open(HtmlFinding.of(Samples.k1()), fragment, wide());
    }

    private static String inFocus(Page page) {
        return (String) page.evaluate("document.querySelector('tr.focus').id");
    }

    private static int rows(Page page) {
        return ((Number) page.evaluate(
                "[...document.querySelectorAll('#steps tr[id]')].filter(r => r.offsetParent).length")).intValue();
    }

    @Test
    void aLinkPointsAtAStepAndItsStateIsShown() throws IOException {
        Page page = k1("#s=17");
        assertThat(inFocus(page)).isEqualTo("s17");
        assertThat(page.textContent("#at")).contains("Step 17 of 40, task0", "drop_refcount()");
    }

    @Test
    void keysAndMouseStepAndTheAddressFollows() throws IOException {
        Page page = k1("");
        assertThat(inFocus(page)).as("the violation").isEqualTo("s36");
        page.keyboard().press("k");
        String before = inFocus(page);
        assertThat(Integer.parseInt(before.substring(1))).isLessThan(36);
        page.keyboard().press("j");
        assertThat(inFocus(page)).isEqualTo("s36");
        assertThat(page.url()).endsWith("#s=36");
        page.keyboard().press("g");
        String first = inFocus(page);
        page.keyboard().press("J");
        assertThat(page.getAttribute("tr.focus", "class")).contains("switch");
        page.click("#" + first);
        assertThat(inFocus(page)).isEqualTo(first);
        page.keyboard().press("?");
        assertThat(page.isVisible("dialog")).isTrue();
        page.keyboard().press("Escape");
        assertThat(page.isVisible("dialog")).isFalse();
    }

    @Test
    void everyStepCanBeShownAndFiltered() throws IOException {
        Page page = k1("");
        int folded = rows(page);
        page.keyboard().press("f");
        assertThat(rows(page)).isEqualTo(40).isGreaterThan(folded);
        page.keyboard().press("f");
        page.keyboard().press("/");
        page.keyboard().type("io_end");
        assertThat(page.locator("#steps tr[id]:visible").allTextContents()).isNotEmpty()
                .allMatch(row -> row.contains("io_end"));
        page.fill("#filter", "");
        assertThat(rows(page)).isEqualTo(folded);
    }

    @Test
    void theReplayLineIsCopiedAndSelectedWhereThatIsRefused() throws IOException {
        Page page = k1("");
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { configurable: true, value:"
                + " { writeText: t => { window.copied = t; return Promise.resolve(); } } })");
        page.keyboard().press("c");
        assertThat(page.evaluate("window.copied")).isEqualTo(Sentences.replay(Samples.k1()));
        page.click("button[data-copy=test]");
        assertThat((String) page.evaluate("window.copied")).isEqualTo(RegressionTest.of(Samples.k1()));
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value:"
                + " { writeText: () => Promise.reject(new Error('refused')) } })");
        page.click("button[data-copy=text]");
        page.waitForFunction("document.querySelector('#copied').textContent.startsWith('selected')");
        assertThat((String) page.evaluate("getSelection().toString()")).contains("BUG: endio:");
    }

    @Test
    void darkAndLightByTheSystemAndByHand() throws IOException {
        Page page = open(HtmlFinding.of(Samples.k1()), "", wide().setColorScheme(ColorScheme.DARK));
        String paper = "getComputedStyle(document.body).backgroundColor";
        assertThat(page.evaluate(paper)).isEqualTo("rgb(20, 23, 26)");
        page.click("button[data-theme=light]");
        assertThat(page.evaluate(paper)).isEqualTo("rgb(255, 255, 255)");
        assertThat(page.url()).contains("theme=light");
    }

    @Test
    void aNarrowPageScrollsOnlyInsideItsTables() throws IOException {
        for (String html : List.of(HtmlFinding.of(Samples.k1()), HtmlIndex.of(Samples.run()))) {
            Page page = open(html, "", new Browser.NewContextOptions().setViewportSize(360, 740));
            assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                    .isLessThanOrEqualTo(360);
            nothingLeftThePageAndNothingWasComplainedOf();
        }
    }

    @Test
    void withoutScriptsTheTableIsWholeAndFoldsOpen() throws IOException {
        Page page = open(HtmlFinding.of(Samples.k1()), "", wide().setJavaScriptEnabled(false));
        assertThat(page.isVisible("button[data-copy=replay]")).as("what needs scripts is not shown").isFalse();
        assertThat(page.locator("#steps tr[id]:visible").count()).isLessThanOrEqualTo(Fold.ROWS);
        page.check("#all");
        assertThat(page.locator("#steps tr[id]:visible").count()).isEqualTo(40);
    }

    @Test
    void hostileNamesStayText() throws IOException {
        Page page = open(HtmlFinding.of(Samples.awkward()), "", wide());
        assertThat(page.textContent("#at")).contains("Step 1 of 2");
        assertThat(page.locator("img").count()).isZero();
    }

    @Test
    void aCellOfTheIndexLeadsToWhatIsBehindIt() throws IOException {
        Page page = open(HtmlIndex.of(Samples.run()), "", wide());
        String link = page.getAttribute("a[href='behind/S4.html']", "href");
        Page behind = open(HtmlBehind.of(Samples.run()).get(link), "", wide());
        assertThat(behind.textContent("h1")).startsWith("S4 ");
        assertThat(behind.locator("tbody tr").count()).isPositive();
        assertThat(serious(behind)).isEmpty();
        nothingLeftThePageAndNothingWasComplainedOf();
    }

    @Test
    void theNearestPassingRunIsComparedByKeyboardAndWithoutScripts() throws IOException {
        String html = HtmlFinding.of(Samples.findings().get("k1"));
        Page page = open(html, "", wide());
        page.keyboard().press("d");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("differs");
        page.click("#compare a[href^='#s']");
        assertThat(inFocus(page)).startsWith("s");
        Page plain = open(html, "", wide().setJavaScriptEnabled(false));
        assertThat(plain.isVisible("#compare tr.differs")).isTrue();
        assertThat(plain.textContent("#compare")).contains("nearest passing run: ✓ holds");
    }

    @Test
    void aValueLeadsToTheStepThatWroteIt() throws IOException {
        Page page = open(HtmlFinding.of(Samples.k1()), "", wide());
        String written = page.getAttribute("#at td.was a", "href");
        page.click("#at td.was a");
        assertThat("#" + inFocus(page)).isEqualTo(written);
    }

    @Test
    void aPageIsSmallEnoughToBeSent() {
        assertThat(HtmlFinding.of(Samples.longOne(60)).getBytes(StandardCharsets.UTF_8).length).isLessThan(150_000);
    }

    @Test
    void fiveThousandStepsAreUsable() throws IOException {
        Page page = open(HtmlFinding.of(Samples.longOne(5000)), "", wide());
        page.keyboard().press("f");
        page.keyboard().press("G");
        assertThat(inFocus(page)).isEqualTo("s5000");
    }

    @Test
    void noSeriousFindingOfTheRulesOfAccessibility() throws IOException {
        for (String html : List.of(HtmlFinding.of(Samples.k1()), HtmlFinding.of(Samples.deadlock()),
                HtmlIndex.of(Samples.run()))) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Page page = open(html, "", wide().setColorScheme(scheme));
                assertThat(serious(page)).as(page.title() + " " + scheme).isEmpty();
                nothingLeftThePageAndNothingWasComplainedOf();
            }
        }
    }

    @Test
    void theRulesOfAccessibilitySeeABrokenPage() throws IOException {
        String broken = HtmlFinding.of(Samples.k1()).replace("<label>filter ", "").replace("lang=\"en\"", "");
        assertThat(serious(open(broken, "", wide()))).anyMatch(s -> s.startsWith("label "))
                .anyMatch(s -> s.startsWith("html-has-lang "));
    }

    /** What axe-core finds serious or critical: its rule, and the first place. */
    @SuppressWarnings("unchecked")
    private static List<String> serious(Page page) throws IOException {
        try (InputStream axe = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<String>) page.evaluate("axe.run().then(r => r.violations"
                + ".filter(v => ['serious', 'critical'].includes(v.impact))"
                + ".map(v => v.id + ' ' + v.nodes.length + ' ' + v.nodes[0].html.slice(0, 200)"
                + " + ' ' + v.nodes[0].failureSummary))");
    }
}

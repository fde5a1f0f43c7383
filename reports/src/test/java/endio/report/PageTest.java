// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import static org.assertj.core.api.Assertions.assertThat;

import endio.record.FindingRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages hold what they should, and nothing that a record could smuggle into them. */
class PageTest {
    @Test
    void aHostileNameBecomesTextAndNothingElse() {
        String page = HtmlFinding.of(Samples.awkward());
        assertThat(page.split("<script", -1)).as("the record and the page's own script").hasSize(3);
        assertThat(page).doesNotContain("<img", "onerror=alert(2)>", "\u001b", "\u202e", "\u0000");
        assertThat(page.replaceFirst("<script type=\"application/json\".*", "")).doesNotContain("\"onmouseover");
        assertThat(page).contains("&lt;img src=x onerror=alert(2)&gt;");
    }

    @Test
    void thePolicyLetsNothingInButThePagesOwnStyleAndScript() {
        for (String page : new String[] {HtmlFinding.of(Samples.k1()), HtmlIndex.of(Samples.run())}) {
            Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(page);
            assertThat(policy.find()).isTrue();
            assertThat(policy.group(1)).startsWith("default-src 'none'").doesNotContain("unsafe", "http", "*");
            assertThat(page).doesNotContain("http://", "https://", "src=\"", " style=\"", "onclick=", "@import",
                    "url(");
        }
    }

    @Test
    void withoutScriptsAtMostTwentyRowsAreShownAndTheRestIsThere() {
        String page = HtmlFinding.of(Samples.k1());
        assertThat(Pattern.compile("<tr id=\"s\\d+\" class=\"(?!more)").matcher(page).results().count())
                .isLessThanOrEqualTo(20);
        assertThat(Pattern.compile("<tr id=\"s\\d+\"").matcher(page).results().count())
                .isEqualTo(Samples.k1().steps().size());
    }

    @Test
    void sixtyStepsFitInto150Kilobytes() {
        FindingRecord k1 = Samples.k1();
        int shell = HtmlFinding.of(Samples.noOrder()).length();
        assertThat(shell).isLessThan(60_000);
        assertThat((HtmlFinding.of(k1).length() - shell) * 60 / k1.steps().size() + shell).isLessThan(150_000);
    }

    @Test
    void theParentOfACommitIsShownAsOne() {
        assertThat(Sentences.place(new FindingRecord.Function("f", "fs/x.c", "0123456789abcdef^", "", "")))
                .isEqualTo("fs/x.c @0123456789ab^");
    }

    @Test
    void everyStepOfTheVerdictIsShown() {
        Samples.findings().forEach((name, finding) ->
                assertThat(Fold.shown(finding, Fold.ROWS)).as(name).containsAll(finding.verdict().at())
                        .hasSizeLessThanOrEqualTo(Fold.ROWS));
    }

    @Test
    void noLineIsLongerThanTheTerminal() {
        for (int width : new int[] {80, 100}) {
            Samples.findings().forEach((name, finding) -> {
                for (String text : new String[] {TextFinding.of(finding, new Style(width, false, true)),
                    TextFinding.whole(finding, new Style(width, false, false)),
                    TextMatrix.of(Samples.run(), new Style(width, false, true))}) {
                    // The replay line is there to be copied, so it is never broken.
                    assertThat(text.lines().filter(l -> !l.startsWith("  replay"))).as(name)
                            .allSatisfy(line -> assertThat(line.codePointCount(0, line.length()))
                            .isLessThanOrEqualTo(width));
                }
            });
        }
    }

    @Test
    void asciiIsAsciiAndDrivesNoTerminal() {
        Samples.findings().values().forEach(f -> assertThat(TextFinding.of(f, new Style(80, false, false)))
                .matches(text -> text.chars().allMatch(c -> c == '\n' || c >= 32 && c < 127)));
        assertThat(TextFinding.of(Samples.awkward(), Style.FILE)).doesNotContain("\u001b", "\u202e");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.StressRecord;
import endio.record.StressRecord.Outcome;
import endio.record.StressRecord.Test;
import endio.record.StressRecord.Verdict;
import java.util.List;
import java.util.Locale;

/** A run of the races as a page, and as JUnit XML. */
public final class StressPages {
    private StressPages() {}

    /** The page: every race with every outcome, how often it was seen, and what the explorer says of it. */
    public static String html(StressRecord run) {
        Html html = new Html();
        html.raw("<header>\n<nav><a href=\"../index.html\"><b>endio</b></a></nav>\n<h1>Races on real threads</h1>\n");
        TextStress.summary(run, Style.FILE).lines().forEach(line -> html.element("p", line).raw("\n"));
        html.raw("</header>\n<main>\n<div class=\"scroll\"><table>\n<thead><tr><th>race</th><th>verdict</th><th>outcome</th>"
                + "<th>seen</th><th>explorer</th><th>expected</th><th>why</th></tr></thead>\n<tbody>\n");
        for (Test test : run.tests()) {
            String verdict = TextStress.word(test.verdict());
            if (test.outcomes().isEmpty()) {
                html.raw("<tr>").element("th scope=\"row\"", test.race()).element("td", verdict)
                        .element("td colspan=\"5\"", test.problem()).raw("</tr>\n");
            }
            for (Outcome outcome : test.outcomes()) {
                html.raw("<tr>").element("th scope=\"row\"", test.race() + (test.selfCheck() ? " (self-check)" : "")).element("td", verdict)
                        .element("td", outcome.outcome())
                        .element("td", outcome.count() == 0 ? "not observed" : String.format(Locale.ROOT, "%,d", outcome.count()))
                        .element("td", outcome.explorer().toLowerCase(Locale.ROOT))
                        .element("td", outcome.expect().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .element("td", outcome.sentence()).raw("</tr>\n");
            }
        }
        return html.raw("</tbody></table></div>\n</main>\n").page("endio: races on real threads");
    }

    /** A test case a race: a disagreement and a blind self-check fail, what did not show is skipped. */
    public static String junit(StressRecord run) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        List<Test> tests = run.tests();
        out.append("  <testsuite name=\"endio.stress\" tests=\"").append(tests.size())
                .append("\" failures=\"").append(tests.stream().filter(StressPages::failed).count())
                .append("\" errors=\"").append(run.count(Verdict.ERROR))
                .append("\" skipped=\"").append(tests.stream().filter(StressPages::skipped).count())
                .append("\" time=\"").append(seconds(run.elapsedMillis())).append("\">\n");
        for (Test test : tests) {
            String family = test.race().replaceFirst("@.*", "");
            out.append("    <testcase classname=\"endio.stress.").append(Html.text(family)).append("\" name=\"").append(Html.text(test.race()))
                    .append("\" time=\"").append(seconds(test.millis())).append("\">");
            String told = Html.text(TextStress.word(test.verdict()) + (TextStress.told(test).isEmpty() ? "" : ": " + TextStress.told(test)));
            if (failed(test)) {
                out.append("<failure message=\"").append(told).append("\"/>");
            } else if (test.verdict() == Verdict.ERROR) {
                out.append("<error message=\"").append(told).append("\"/>");
            } else if (skipped(test)) {
                out.append("<skipped message=\"").append(told).append("\"/>");
            }
            out.append("</testcase>\n");
        }
        return out.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private static boolean failed(Test test) {
        return test.verdict() == Verdict.DISAGREES || test.selfCheck() && test.verdict() == Verdict.NOT_OBSERVED;
    }

    private static boolean skipped(Test test) {
        return !failed(test) && (test.verdict() == Verdict.NOT_OBSERVED || test.verdict() == Verdict.NOT_RUN);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.Explained;
import endio.record.FindingRecord;
import endio.record.FindingRecord.Function;
import endio.record.FindingRecord.Lane;
import endio.record.Records;
import endio.record.Step;
import endio.report.Lives.Life;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A finding as one page: the sentence, then the steps as a table with a column a thread. The table is whole without
 * scripts; with them it can be stepped through, and tells the state at each step.
 */
public final class HtmlFinding {
    private final FindingRecord finding;
    private final TreeSet<Integer> shown;
    private final TreeSet<Integer> marked;
    private final List<Integer> threads;
    private final List<Life> lives;
    private final Html html = new Html();

    private HtmlFinding(FindingRecord finding) {
        this.finding = finding;
        this.shown = Fold.shown(finding, Fold.ROWS);
        this.marked = Fold.marked(finding);
        this.threads = shown.stream().map(n -> finding.lane(finding.step(n)).thread()).distinct().sorted().toList();
        this.lives = Lives.of(finding);
    }

    /** The page of {@code finding}; it links to {@code index.html} two folders up. */
    public static String of(FindingRecord finding) {
        return new HtmlFinding(finding).write();
    }

    private String write() {
        head();
        html.raw("<main>\n<input type=\"checkbox\" id=\"all\"><label for=\"all\">every step</label>\n");
        html.raw("<p class=\"tools\" hidden><label>filter <input id=\"filter\" type=\"search\" size=\"18\"></label> "
                + "<span class=\"keys\"><kbd>j</kbd> <kbd>k</kbd> step, <kbd>J</kbd> <kbd>K</kbd> switch, "
                + "<kbd>m</kbd> mark, <kbd>f</kbd> fold, <kbd>/</kbd> filter, <kbd>c</kbd> copy replay, "
                + "<kbd>?</kbd> all keys</span></p>\n");
        html.raw("<div class=\"panes\"><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"steps\">\n");
        table();
        html.raw("</div>\n<aside id=\"at\" hidden tabindex=\"0\" aria-label=\"state at the step\" "
                + "aria-live=\"polite\"><h2>At the step</h2></aside></div>\n");
        blocked();
        HtmlCompare.write(finding, html);
        races();
        facts();
        copies();
        html.raw("</main>\n<script type=\"application/json\" id=\"record\">").raw(Html.data(Records.line(state())))
                .raw("</script>\n");
        return html.page(finding.property().id() + " " + finding.scenario().id() + "@" + finding.generation().id()
                + " · endio");
    }

    /** What the script needs of the record to tell the state at a step: without what the table says already. */
    private Map<String, Object> state() {
        return new TreeMap<>(Map.of("functions", finding.functions(), "lanes", finding.lanes(), "steps",
                finding.steps().stream().map(HtmlFinding::state).toList()));
    }

    private static Map<String, Object> state(Step s) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("n", s.n());
        state.put("lane", s.lane());
        if (!s.cell().isEmpty()) {
            state.put("cell", s.cell());
            state.put("before", s.before());
            state.put("after", s.after());
        }
        state.put("stack", s.stack());
        state.put("line", s.line());
        state.put("enabled", s.enabled());
        state.put("happensAfter", s.happensAfter());
        return state;
    }

    private void head() {
        boolean known = finding.verdict().expected();
        html.raw("<header>\n<nav><a href=\"../../index.html\">all results</a>"
                + "<span class=\"themes\" hidden> <button data-theme=\"light\">light</button> "
                + "<button data-theme=\"dark\">dark</button></span></nav>\n"
                + "<p class=\"kind\"><span class=\"word bad\">✗ VIOLATED</span> ");
        html.element("b", finding.property().id()).raw(" ").say(finding.property().title()).raw(" · ")
                .element("code", finding.scenario().id() + "@" + finding.generation().id());
        html.raw(known ? " <span class=\"word\">known</span>" : " <span class=\"word bad\">not expected</span>")
                .raw("</p>\n");
        html.element("h1", finding.verdict().sentence()).raw("\n");
        if (!Sentences.swap(finding).isEmpty()) {
            html.element("p class=\"swap\"", Sentences.swap(finding)).raw("\n");
        }
        if (!Sentences.passing(finding).isEmpty()) {
            html.element("p class=\"swap\"", Sentences.passing(finding)).raw("\n");
        }
        html.element("p class=\"headline\"", Sentences.headline(finding)).raw("\n");
        html.raw("<p class=\"buttons\" hidden><button data-copy=\"replay\">copy replay line</button> "
                + "<button data-copy=\"text\">copy as text</button> "
                + "<button data-copy=\"test\">copy JUnit test</button> "
                + "<span id=\"copied\" role=\"status\"></span></p>\n</header>\n");
    }

    private void table() {
        html.raw("<table id=\"steps\" class=\"lanes\">\n<caption>" + shown.size() + " of " + finding.steps().size()
                + " steps: those of the violation, and what led to them</caption>\n"
                + "<thead><tr><th scope=\"col\">step</th>");
        for (int thread : threads) {
            Lane lane = own(thread);
            html.raw("<th scope=\"col\" class=\"lane\">").say(lane.name()).raw(" <small>").say(kind(lane))
                    .raw("</small></th>");
        }
        for (Life life : lives) {
            html.raw("<th scope=\"col\" class=\"life\">").say(life.name()).raw(" <small>").say(life.count())
                    .raw("</small></th>");
        }
        html.raw("<th scope=\"col\">kernel function</th></tr></thead>\n<tbody>\n");
        int folded = 0;
        int previous = -1;
        for (Step step : finding.steps()) {
            boolean show = shown.contains(step.n());
            if (show && folded > 0) {
                gap(folded);
            }
            folded = show ? 0 : folded + 1;
            row(step, show, show && previous != -1 && previous != finding.lane(step).thread());
            previous = show ? finding.lane(step).thread() : previous;
        }
        if (folded > 0) {
            gap(folded);
        }
        html.raw("</tbody>\n</table>\n");
    }

    private void gap(int folded) {
        html.raw("<tr class=\"gap\"><td></td><td colspan=\"" + (threads.size() + lives.size() + 1) + "\">⋮ " + folded
                + (folded == 1 ? " step" : " steps") + "</td></tr>\n");
    }

    private void row(Step step, boolean show, boolean other) {
        String mark = !marked.contains(step.n()) ? "" : step.n() == marked.last() ? "✗" : "▸";
        html.raw("<tr id=\"s" + step.n() + "\" class=\"" + (show ? "" : "more ") + (other ? "switch " : "")
                + (mark.isEmpty() ? "" : "mark ") + (step.said() ? "" : "op") + "\"><th scope=\"row\">" + mark + " "
                + step.n() + "</th>");
        Lane lane = finding.lane(step);
        if (!threads.contains(lane.thread())) {
            // Whoever does nothing that matters, as who boots the world, gets no column.
            html.raw("<td class=\"lane here\" colspan=\"" + threads.size() + "\">");
            what(step, lane, true);
        }
        for (int thread : threads.contains(lane.thread()) ? threads : List.<Integer>of()) {
            if (thread != lane.thread()) {
                html.raw("<td></td>");
                continue;
            }
            html.raw("<td class=\"lane here " + lane.kind().toLowerCase(Locale.ROOT) + "\">");
            what(step, lane, !lane.equals(own(thread)));
        }
        lives.forEach(life -> life(life, step.n()));
        html.raw("<td class=\"fn\">");
        if (!step.stack().isEmpty()) {
            Function function = finding.functions().get(Sentences.innermost(step));
            html.element("code", function.name());
            String place = Sentences.place(function);
            if (!place.isEmpty()) {
                html.raw(" ").element("small", place);
            }
        }
        html.raw("</td></tr>\n");
    }

    private void what(Step step, Lane lane, boolean named) {
        if (named) {
            html.element("span class=\"nested\"", lane.name()).raw(" ");
        }
        html.say(Wording.what(step));
        if (!Wording.state(step).isEmpty()) {
            html.raw(" ").element("span class=\"state\"", Wording.state(step));
        }
        html.raw("</td>");
    }

    private void life(Life life, int n) {
        if (life.to() == n) {
            html.raw("<td class=\"life end\">freed</td>");
        } else if (!life.alive(n)) {
            html.raw("<td class=\"life\"></td>");
        } else if (life.counts().containsKey(n)) {
            html.raw("<td class=\"life alive now\">" + life.at(n) + "</td>");
        } else {
            html.raw("<td class=\"life alive\">" + (life.at(n) < 0 ? "" : "<span>" + life.at(n) + "</span>") + "</td>");
        }
    }

    private Lane own(int thread) {
        return finding.lanes().stream().filter(l -> l.thread() == thread).findFirst().orElseThrow();
    }

    private static String kind(Lane lane) {
        return switch (lane.kind()) {
            case "IRQ" -> "hard or soft interrupt";
            case "KWORKER" -> "worker";
            case "INLINE" -> "inside submit_bio";
            default -> "task";
        };
    }

    private void blocked() {
        if (!finding.blocked().isEmpty()) {
            html.raw("<h2>Who waits for ever</h2>\n<ul>\n");
            finding.blocked().forEach(b -> html.raw("<li>").element("b", finding.lanes().get(b.lane()).name()).raw(" ")
                    .say(b.what())
                    .say(b.holder().isEmpty() ? "" : ", held by " + b.holder()).raw("</li>\n"));
            html.raw("</ul>\n");
        }
    }

    private void races() {
        List<Explained.Ordering> races = finding.explained().necessary();
        if (races.isEmpty()) {
            return;
        }
        html.raw("<details id=\"races\"><summary>Which orders it takes: ").say(Sentences.necessary(finding)).raw("</summary>\n"
                + "<div class=\"scroll\"><table class=\"list\"><thead><tr><th scope=\"col\">first</th><th scope=\"col\">and then</th>"
                + "<th scope=\"col\">for the violation</th></tr></thead>\n<tbody>\n");
        for (Explained.Ordering race : races) {
            html.raw("<tr>");
            for (int n : List.of(race.first(), race.second())) {
                html.raw("<td><a href=\"#s" + n + "\">" + n + "</a> ").say(Sentences.who(finding, n)).raw("</td>");
            }
            html.element("td", race.need()).raw("</tr>\n");
        }
        html.raw("</tbody></table></div></details>\n");
    }

    private void facts() {
        html.raw("<h2>What this is</h2>\n<dl>\n");
        fact("property", finding.property().id() + ": " + finding.property().statement());
        fact("scenario", finding.scenario().id() + ": " + finding.scenario().title());
        fact("kernel", Sentences.kernel(finding.generation()));
        fact("known from", finding.verdict().because());
        fact("search", Sentences.search(finding));
        fact("size", Sentences.smallest(finding));
        fact("ended", finding.ending().toLowerCase(Locale.ROOT));
        fact("model", finding.replay().model());
        html.raw("<dt>replay</dt><dd><code id=\"replay\">").say(Sentences.replay(finding)).raw("</code></dd>\n</dl>\n");
    }

    private void fact(String name, String text) {
        if (!text.isBlank()) {
            html.element("dt", name).element("dd", text).raw("\n");
        }
    }

    private void copies() {
        html.raw("<details><summary>As text</summary>\n<pre id=\"text\">").say(TextFinding.of(finding, Style.FILE))
                .raw("</pre></details>\n");
        html.raw("<details><summary>As a JUnit test that fails as long as this is there</summary>\n<pre id=\"test\">")
                .say(RegressionTest.of(finding)).raw("</pre></details>\n");
    }
}

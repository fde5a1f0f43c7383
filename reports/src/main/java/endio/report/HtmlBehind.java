// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.GenerationNote;
import endio.record.PropertyNote;
import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Reach;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What stands behind the cells of the matrix: a page for each property, and one of all explorations. */
public final class HtmlBehind {
    /** The folder beside the index. */
    public static final String FOLDER = "behind";
    private final RunRecord run;
    private final Map<String, List<Explored>> byScenario;
    private final Html html = new Html();

    private HtmlBehind(RunRecord run, Map<String, List<Explored>> byScenario) {
        this.run = run;
        this.byScenario = byScenario;
    }

    /** The pages of {@code run}, by name. */
    public static Map<String, String> of(RunRecord run) {
        Map<String, String> pages = new LinkedHashMap<>();
        Map<String, List<Explored>> byScenario = run.explorations().stream()
                .collect(Collectors.groupingBy(Explored::scenario));
        for (PropertyNote property : new Matrix(run).rows()) {
            pages.put(FOLDER + "/" + property.id() + ".html", new HtmlBehind(run, byScenario).property(property));
        }
        pages.put(FOLDER + "/explorations.html", new HtmlBehind(run, byScenario).explorations());
        return pages;
    }

    private void head(String title) {
        html.raw("<header>\n<nav><a href=\"../index.html\">all results</a><span class=\"themes\" hidden> "
                + "<button data-theme=\"light\">light</button> <button data-theme=\"dark\">dark</button></span></nav>\n")
                .element("h1", title).raw("\n</header>\n<main>\n");
    }

    private String property(PropertyNote property) {
        String title = property.id() + " " + property.title();
        head(title);
        html.element("p", property.statement());
        html.raw("\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"scenarios of ").say(property.id())
                .raw("\"><table class=\"list\"><thead><tr><th scope=\"col\">scenario</th>");
        run.columns().forEach(g -> html.element("th scope=\"col\"", g.id()));
        html.raw("</tr></thead><tbody>\n");
        run.explorations().stream().filter(e -> judges(e, property)).map(Explored::scenario).distinct()
                .forEach(scenario -> row(scenario, property));
        return html.raw("</tbody></table></div>\n</main>\n").page(title + " · endio");
    }

    private static String state(Explored e) {
        return e.reach() == Reach.COMPLETE ? "✓ holds" : "◔ " + TextMatrix.word(e.reach());
    }

    private static boolean judges(Explored e, PropertyNote property) {
        return e.judged().getOrDefault(property.id(), 0L) > 0 || e.found().stream()
                .anyMatch(f -> f.property().equals(property.id()));
    }

    /** What each generation does in one scenario, and over how many executions. */
    private void row(String scenario, PropertyNote property) {
        html.raw("<tr><th scope=\"row\">").say(scenario).raw("</th>");
        for (GenerationNote generation : run.columns()) {
            html.raw("<td>");
            byScenario.getOrDefault(scenario, List.of()).stream()
                    .filter(e -> e.generation().equals(generation.id()) && judges(e, property)).forEach(e -> {
                e.found().stream().filter(f -> f.property().equals(property.id())).findFirst().ifPresentOrElse(
                        f -> html.raw("<a href=\"../").say(HtmlIndex.page(f)).raw("\">✗ VIOLATED</a>"),
                        () -> html.say(state(e)));
                html.say(" " + Sentences.count(e.executions()));
            });
            html.raw("</td>");
        }
        html.raw("</tr>\n");
    }

    private String explorations() {
        head("What was explored");
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"explorations\"><table class=\"list\"><thead><tr>");
        for (String column : new String[] {"scenario", "what it is", "search", "executions", "redundant", "steps", "final states", "ms"}) {
            html.element("th scope=\"col\"", column);
        }
        html.raw("</tr></thead><tbody>\n");
        for (Explored e : run.explorations()) {
            html.raw("<tr><th scope=\"row\"><code>").say(e.id()).raw("</code></th><td>").say(e.title()).raw("</td><td>")
                    .say(TextMatrix.word(e.reach())).raw("</td>");
            for (long n : new long[] {e.executions(), e.blocked(), e.steps(), e.outcomes(), e.millis()}) {
                html.raw("<td class=\"n\">" + Sentences.count(n) + "</td>");
            }
            html.raw("</tr>\n");
        }
        return html.raw("</tbody></table></div>\n</main>\n").page("what was explored · endio");
    }
}

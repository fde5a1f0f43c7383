// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.BugsRecord;
import endio.record.GenerationNote;
import endio.record.OrdersRecord;
import endio.record.PropertyNote;
import endio.record.Question;
import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Reach;
import endio.record.StressRecord;
import endio.report.Matrix.Cell;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run as one page: the matrix first, then what was found, worst first, then what was not searched and why. */
public final class HtmlIndex {
    /** Columns up to which the words fit in beside the signs. */
    private static final int FEW = 6;
    private final RunRecord run;
    private final @Nullable StressRecord stress;
    private final @Nullable OrdersRecord orders;
    private final BugsRecord bugs;
    private final Matrix matrix;
    private final Html html = new Html();

    private HtmlIndex(RunRecord run, @Nullable StressRecord stress, @Nullable OrdersRecord orders, BugsRecord bugs) {
        this.run = run;
        this.stress = stress;
        this.orders = orders;
        this.bugs = bugs;
        this.matrix = new Matrix(run);
    }

    /** The page of {@code run}; it links to the folders of its findings. */
    public static String of(RunRecord run) {
        return of(run, null, null, BugsRecord.NONE);
    }

    /**
     * The same with what the races on real threads and recordings of real kernels, kept in the folders {@code stress} and
     * {@code traces} beside it, came to, and the search for historical bugs.
     */
    public static String of(RunRecord run, @Nullable StressRecord stress, @Nullable OrdersRecord orders, BugsRecord bugs) {
        return new HtmlIndex(run, stress, orders, bugs).write();
    }

    private void recordings() {
        if (orders != null) {
            html.raw("<section>\n<h2>Recordings of real kernels</h2>\n").element("p", OrdersPage.sentence(orders)).raw("\n");
            html.raw("<p><a href=\"traces/index.html\">Every step, every order, and the edges of the automata</a></p>\n</section>\n");
        }
    }

    private void races() {
        if (stress != null) {
            html.raw("<section>\n<h2>Races on real threads</h2>\n");
            TextStress.summary(stress, Style.FILE).lines().forEach(line -> html.element("p", line).raw("\n"));
            html.raw("<p><a href=\"stress/index.html\">Every race and every outcome</a></p>\n</section>\n");
        }
    }

    private String write() {
        head();
        html.raw("<main>\n");
        matrix();
        HtmlFileSystems.write(run, html);
        questions();
        found();
        HtmlBugs.write(bugs, html);
        notSearched();
        thisRun();
        races();
        recordings();
        html.raw("</main>\n");
        return html.page("endio: " + run.verdict().word());
    }

    private void head() {
        boolean good = run.verdict().exit() == 0;
        long executions = run.explorations().stream().mapToLong(Explored::executions).sum();
        long expected = run.explorations().stream().flatMap(e -> e.found().stream()).filter(Found::expected).count();
        html.raw("<header>\n<nav><b>endio</b><span class=\"themes\" hidden> "
                + "<button data-theme=\"light\">light</button> "
                + "<button data-theme=\"dark\">dark</button></span></nav>\n<h1><span class=\"word "
                + (good ? "good" : "bad") + "\">"
                + (good ? "✓ " : "✗ ")).say(run.verdict().word())
                .raw("</span> Direct-I/O completion, generation by property</h1>\n");
        html.element("p", run.explorations().size() + " explorations, "
                + (run.explorations().size() - run.incomplete()) + " of them complete; " + Sentences.count(executions)
                + " executions, each a class of equivalent ones; " + expected + " known violations found, "
                + run.unexpected()
                + " not expected, " + run.missing() + " expected and missing.").raw("\n</header>\n");
    }

    private void matrix() {
        boolean many = run.columns().size() > FEW;
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"matrix\">"
                + "<table class=\"matrix" + (many ? " many" : "") + "\">\n<caption>A number is the executions of the "
                + "scenarios in which the "
                + "property had something to judge.").say(many ? " " + shapes() : "").raw("</caption>\n<thead><tr><th scope=\"col\">property</th>");
        for (GenerationNote generation : run.columns()) {
            html.raw("<th scope=\"col\" title=\"").say(generation.title()).raw("\">").say(generation.id())
                    .raw(" <small>")
                    .say(generation.kernel()).raw("</small></th>");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        for (PropertyNote property : matrix.rows()) {
            html.raw("<tr><th scope=\"row\" title=\"").say(property.statement()).raw("\"><a href=\"" + HtmlBehind.FOLDER + "/")
                    .say(property.id()).raw(".html\"><b>").say(property.id()).raw("</b> ").say(property.title())
                    .raw("</a></th>");
            run.columns().forEach(g -> cell(g, property));
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table></div>\n<details><summary>What the words and signs mean</summary>\n<dl>\n");
        for (Matrix.Word word : Matrix.Word.values()) {
            html.element("dt", word.shape() + " " + word.text()).element("dd", word.meaning());
        }
        html.raw("<dt>*</dt><dd>a search of another scenario was cut before it exercised this</dd>\n"
                + "<dt>!</dt><dd>the catalogue of scenarios says otherwise</dd>\n</dl></details>\n");
    }

    private void questions() {
        if (run.questions().isEmpty()) {
            return;
        }
        html.raw("<section>\n<h2>Questions of the seed commit</h2>\n");
        for (Question question : run.questions()) {
            html.raw("<p><a href=\"" + HtmlQuestion.FOLDER + "/").say(question.id()).raw(".html\">").say(question.question())
                    .raw("</a></p>\n");
            HtmlQuestion.answer(html, question);
        }
        html.raw("</section>\n");
    }

    private void cell(GenerationNote generation, PropertyNote property) {
        Cell cell = matrix.cell(generation, property);
        String kind = cell.word().name().toLowerCase(Locale.ROOT).replace('_', '-');
        // The first that is not expected; or the first of the catalogue, which is the simplest.
        String target = cell.found().stream().filter(f -> !f.expected()).findFirst()
                .or(() -> cell.found().stream().findFirst()).map(HtmlIndex::page).orElse(HtmlBehind.FOLDER + "/" + property.id() + ".html");
        html.raw("<td class=\"" + kind + "\">");
        if (cell.word() == Matrix.Word.NOT_CHECKED) {
            word(cell);
        } else {
            html.raw("<a href=\"").say(target).raw("\">");
            word(cell);
            html.say((cell.word() == Matrix.Word.HOLDS && cell.unseen() > 0 ? " *" : "") + (cell.surprising() ? " !" : ""));
            if (cell.executions() > 0) {
                html.raw(" ").element("small", Sentences.count(cell.executions()));
            }
            html.raw("</a>");
        }
        html.raw("</td>");
    }

    /** The sign, and the word, which is only heard, not seen, where there are many columns. */
    private void word(Cell cell) {
        html.say(cell.word().shape()).raw(" <span>").say(cell.word().text()).raw("</span>");
    }

    /** What the signs in the matrix are. */
    private String shapes() {
        return matrix.rows().stream().flatMap(p -> run.columns().stream().map(g -> matrix.cell(g, p).word())).distinct().sorted()
                .map(word -> word.shape() + " " + word.text()).collect(Collectors.joining(", ", "", "."));
    }

    static String page(Found found) {
        return found.folder() + "/finding.html";
    }

    private void found() {
        List<FoundTogether> found = FoundTogether.of(run);
        html.raw("<h2>Found</h2>\n");
        if (found.isEmpty()) {
            html.raw("<p>Nothing.</p>\n");
        }
        html.raw("<ol class=\"found\">\n");
        for (FoundTogether group : found) {
            FoundTogether.Place first = group.first();
            html.raw("<li><span class=\"word" + (group.expected() ? "\">known" : " bad\">not expected") + "</span> <b>")
                    .say(group.property()).raw("</b> <a href=\"").say(page(first.found())).raw("\">")
                    .say(first.exploration().id()).raw("</a><br>").say(first.found().sentence());
            if (!group.because().isEmpty()) {
                html.raw("<br>").element("small", "known from " + group.because());
            }
            if (group.places().size() > 1) {
                html.raw("<br><small>also in ");
                group.places().stream().skip(1).forEach(p -> html.raw("<a href=\"").say(page(p.found())).raw("\">")
                        .say(p.exploration().scenario()).raw("</a> "));
                html.raw("</small>");
            }
            html.raw("</li>\n");
        }
        html.raw("</ol>\n");
        run.explorations().forEach(e -> e.missing().forEach(m -> html.raw("<p><span class=\"word bad\">missing</span> ")
                .say(m.property() + " in " + e.id() + " is expected by " + m.because()
                + ", and a complete search did not find it.")
                .raw("</p>\n")));
    }

    private void notSearched() {
        List<Explored> open = run.explorations().stream().filter(e -> e.reach() != Reach.COMPLETE).toList();
        html.raw("<h2>Not searched through</h2>\n");
        if (open.isEmpty()) {
            html.raw("<p>Every search was complete.</p>\n");
            return;
        }
        html.raw("<ul>\n");
        open.forEach(e -> html.raw("<li>").element("code", e.id()).raw(" ").element("span class=\"word open\"",
                TextMatrix.word(e.reach())).say(" after " + Sentences.count(e.executions()) + " executions"
                + (e.why().isEmpty() ? "" : ": " + e.why())).raw("</li>\n"));
        html.raw("</ul>\n");
    }

    private void thisRun() {
        html.raw("<h2>What was explored</h2>\n<p><a href=\"" + HtmlBehind.FOLDER + "/explorations.html\">" + run.explorations().size()
                + " explorations</a>, with what was searched, how far, and for how long</p>\n<h2>This run</h2>\n<dl>\n");
        html.element("dt", "command").element("dd", run.settings().command() + " "
                + String.join(" ", run.settings().patterns()));
        html.element("dt", "budget").element("dd", run.settings().budgetMillis() / 1000.0 + " s, " + run.settings()
                .jobs() + " jobs, seed "
                + run.settings().seed());
        html.element("dt", "endio").element("dd", run.tool().version()).element("dt", "ran on")
                .element("dd", run.environment());
        for (GenerationNote g : run.generations()) {
            html.element("dt", g.id()).element("dd", (g.kernel() + " " + g.commit() + " " + g.title()).strip());
        }
        html.raw("</dl>\n");
    }
}

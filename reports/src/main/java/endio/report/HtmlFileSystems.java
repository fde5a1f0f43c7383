// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.GenerationNote;
import endio.record.PropertyNote;
import endio.record.RunRecord;
import java.util.Locale;

/** The part of a run's page about file systems: which violate what in which generation, and a matrix of each. */
final class HtmlFileSystems {
    private final RunRecord run;
    private final FileSystems fileSystems;
    private final Html html;

    private HtmlFileSystems(RunRecord run, Html html) {
        this.run = run;
        this.fileSystems = new FileSystems(run);
        this.html = html;
    }

    /** Writes it, if the record tells of file systems. */
    static void write(RunRecord run, Html html) {
        if (!new FileSystems(run).names().isEmpty()) {
            new HtmlFileSystems(run, html).write();
        }
    }

    private void write() {
        html.raw("<section>\n<h2>By file system</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\""
                + " aria-label=\"file systems\"><table class=\"matrix\">\n<caption>What is violated in some scenario on"
                + " it; the number is that of its executions.</caption>\n<thead><tr><th scope=\"col\">file system</th>");
        run.columns().forEach(g -> html.raw("<th scope=\"col\">").say(g.id()).raw("</th>"));
        html.raw("</tr></thead>\n<tbody>\n");
        for (String fs : fileSystems.names()) {
            html.raw("<tr><th scope=\"row\">").say(fs).raw("</th>");
            run.columns().forEach(g -> cell(fileSystems.cell(fs, g)));
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table></div>\n");
        fileSystems.names().forEach(this::matrix);
        html.raw("</section>\n");
    }

    private void cell(FileSystems.Cell cell) {
        html.raw("<td class=\"" + kind(cell.word()) + "\">").say(cell.word().shape() + " " + cell.text());
        if (cell.executions() > 0) {
            html.raw(" ").element("small", Sentences.count(cell.executions()));
        }
        html.raw("</td>");
    }

    private static String kind(Matrix.Word word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void matrix(String fileSystem) {
        Matrix matrix = fileSystems.matrix(fileSystem);
        html.raw("<details><summary>Generation by property on <b>").say(fileSystem)
                .raw("</b></summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"matrix of ")
                .say(fileSystem).raw("\"><table class=\"matrix\">\n<thead><tr><th scope=\"col\">property</th>");
        for (GenerationNote generation : fileSystems.generations(fileSystem)) {
            html.raw("<th scope=\"col\">").say(generation.id()).raw("</th>");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        for (PropertyNote property : matrix.rows()) {
            html.raw("<tr><th scope=\"row\"><b>").say(property.id()).raw("</b> ").say(property.title()).raw("</th>");
            for (GenerationNote generation : fileSystems.generations(fileSystem)) {
                Matrix.Cell cell = matrix.cell(generation, property);
                html.raw("<td class=\"" + kind(cell.word()) + "\">")
                        .say(cell.word().shape() + " " + cell.word().text() + (cell.surprising() ? " !" : ""));
                if (cell.executions() > 0) {
                    html.raw(" ").element("small", Sentences.count(cell.executions()));
                }
                html.raw("</td>");
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table></div></details>\n");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.Question;
import endio.record.Question.Cell;
import endio.record.Question.Row;
import endio.record.Question.State;
import java.util.Locale;

/** A question of the seed commit as a page: the answer first, then the table that it follows from. */
public final class HtmlQuestion {
    /** The folder of these pages, beside the index. */
    public static final String FOLDER = "questions";

    private HtmlQuestion() {}

    /** Its page, in {@link #FOLDER}. */
    public static String of(Question question) {
        Html html = new Html();
        html.raw("<header>\n<nav><a href=\"../index.html\"><b>endio</b></a><span class=\"themes\" hidden> "
                + "<button data-theme=\"light\">light</button> <button data-theme=\"dark\">dark</button></span></nav>\n");
        html.element("h1", question.question());
        answer(html, question);
        html.raw("</header>\n<main>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"answers\">"
                + "<table class=\"matrix\">\n<thead><tr>");
        question.columns().forEach(column -> html.element("th scope=\"col\"", column));
        html.raw("</tr></thead>\n<tbody>\n");
        for (Row row : question.rows()) {
            html.raw("<tr>").element("th scope=\"row\"", row.name());
            row.cells().forEach(cell -> cell(html, cell));
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        question.notes().forEach(note -> html.element("p", note).raw("\n"));
        html.raw("<details><summary>" + question.explorations().size() + " explorations behind it</summary>\n<p>");
        question.explorations().forEach(id -> html.element("code", id).raw(" "));
        return html.raw("</p></details>\n</main>\n").page("endio: " + question.id());
    }

    /** The answer, marked if some search was cut. */
    static void answer(Html html, Question question) {
        html.raw("<p>");
        if (question.state() == State.OPEN) {
            html.element("span class=\"word open\"", "open").raw(" ");
        }
        html.say(question.answer()).raw("</p>\n");
    }

    private static void cell(Html html, Cell cell) {
        String kind = switch (cell.word()) {
            case GOOD -> " class=\"holds\"";
            case BAD -> " class=\"violated\"";
            case OPEN -> " class=\"cut\"";
            case PLAIN -> "";
        };
        html.raw("<td" + kind.toLowerCase(Locale.ROOT) + ">");
        if (cell.folder().isEmpty()) {
            html.say(cell.text());
        } else {
            html.raw("<a href=\"../").say(cell.folder()).raw("/finding.html\">").say(cell.text()).raw("</a>");
        }
        html.raw("</td>");
    }
}

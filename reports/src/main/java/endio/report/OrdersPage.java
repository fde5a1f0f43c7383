// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.OrderTable;
import endio.record.OrdersRecord;
import java.util.List;

/** What recordings show beside what the model does, as a page. */
public final class OrdersPage {
    private OrdersPage() {}

    /** In a sentence. */
    public static String sentence(OrdersRecord r) {
        return (r.conforms() ? "✓ The model allows all that was recorded" : "✗ The model does not allow all that was recorded")
                + " (" + r.recordings() + (r.recordings() == 1 ? " recording)." : " recordings).");
    }

    /** The page. */
    public static String html(OrdersRecord record) {
        List<OrderTable> tables = record.tables();
        Html html = new Html();
        html.raw("<header>\n<nav><a href=\"../index.html\"><b>endio</b></a></nav>\n<h1>The model and recordings of real kernels</h1>\n");
        html.element("p", sentence(record)).raw("\n</header>\n<main>\n");
        html.raw("<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">what</th><th scope=\"col\">both</th><th scope=\"col\">only the model</th>"
                + "<th scope=\"col\">only a recording</th><th scope=\"col\">neither</th></tr></thead>\n<tbody>\n");
        for (int i = 0; i < tables.size(); i++) {
            OrderTable t = tables.get(i);
            html.raw("<tr><th scope=\"row\"><a href=\"#t" + i + "\">").say(t.what()).raw("</a></th>");
            for (String where : List.of("both", "only the model", "only a recording", "neither")) {
                html.element("td", String.valueOf(t.seen(where).size()));
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        for (int i = 0; i < tables.size(); i++) {
            html.raw("<details id=\"t" + i + "\"><summary>").say(tables.get(i).what() + ": " + tables.get(i).counts())
                    .raw("</summary>\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">seen in</th><th scope=\"col\">what</th>"
                            + "<th scope=\"col\">executions of the model</th><th scope=\"col\">recorded requests</th></tr></thead>\n<tbody>\n");
            for (OrderTable.Row row : tables.get(i).rows()) {
                html.raw("<tr>").element("td", row.seen()).element("td", row.name()).element("td", String.valueOf(row.model()))
                        .element("td", String.valueOf(row.recorded())).raw("</tr>\n");
            }
            html.raw("</tbody></table></div></details>\n");
        }
        return html.raw("</main>\n").page("endio: the model and recordings");
    }
}

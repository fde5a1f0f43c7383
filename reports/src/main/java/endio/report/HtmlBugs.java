// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.BugNote;
import endio.record.BugNote.Other;
import endio.record.BugsRecord;
import java.util.List;
import java.util.Locale;

/** The part of the index about historical bugs: one table of all engines. */
final class HtmlBugs {
    private HtmlBugs() {}

    static void write(BugsRecord record, Html html) {
        List<BugNote> bugs = record.bugs();
        if (bugs.isEmpty()) {
            return;
        }
        long found = bugs.stream().filter(b -> b.result().equals("found")).count();
        long hold = bugs.stream().filter(b -> b.mended().result().equals("holds")).count();
        html.raw("<section>\n<h2>Historical bugs</h2>\n").element("p", found + " of " + bugs.size()
                + " found, each in the property that it is named for; " + hold + " of " + bugs.size()
                + " hold where they are mended, in every order.").raw("\n");
        if (!record.engines().isEmpty()) {
            html.element("p", "An engine's figures are executions until a bug is seen first, and the time; for one that tosses, the "
                    + "median of its seeds, and n/m if only n of m seeds found it. The explorer's are of this run, its time includes "
                    + "that it makes a finding of it, and its executions are classes of equivalent ones. The others' were measured "
                    + "before: " + String.join("; ", record.measured()) + ".").raw("\n");
        }
        html.raw("<details><summary>Each bug</summary>\n"
                + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"historical bugs\"><table class=\"list\">\n<thead><tr>");
        for (String head : List.of("bug", "what was mended", "property", "result", "explorer", "steps", "mended")) {
            html.element("th scope=\"col\"", head);
        }
        record.engines().forEach(engine -> html.element("th scope=\"col\"", engine));
        html.raw("</tr></thead>\n<tbody>\n");
        for (BugNote bug : bugs) {
            html.raw("<tr>").element("th scope=\"row\"", bug.id()).raw("<td>").say(bug.subject() + " ").element("small", bug.commit())
                    .raw("</td>").element("td", bug.property()).element("td", bug.result())
                    .element("td class=\"n\"", figure(bug.executions(), bug.micros()))
                    .element("td class=\"n\"", Sentences.count(bug.steps())).element("td", bug.mended().result());
            record.engines().forEach(engine -> html.element("td class=\"n\"", other(bug, engine)));
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table></div></details>\n</section>\n");
    }

    private static String other(BugNote bug, String engine) {
        return bug.others().stream().filter(o -> o.engine().equals(engine)).findFirst().map(HtmlBugs::text).orElse("–");
    }

    private static String text(Other other) {
        String seeds = other.found() + "/" + other.seeds();
        if (other.executions() < 0) {
            return (other.found() == 0 ? "not found " : "seldom ") + seeds;
        }
        return figure(other.executions(), other.micros()) + (other.found() == other.seeds() ? "" : " " + seeds);
    }

    private static String figure(long executions, long micros) {
        return Sentences.count(executions) + ", " + String.format(Locale.ROOT, "%,.1f ms", micros / 1000.0);
    }
}

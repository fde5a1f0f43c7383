// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.Explained;
import endio.record.Explained.NearestPassing;
import endio.record.FindingRecord;
import endio.record.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The execution beside the nearest one in which the property holds. What both do stands on one line; a step that the
 * other does at another time stands alone, with the number that it has there.
 */
final class HtmlCompare {
    /** Steps before the first difference that are shown. */
    private static final int CONTEXT = 3;
    /** Most rows: the rest is in the table of steps, or is seen by replaying. */
    private static final int ROWS = 80;
    /** Beyond so many steps that may be put side by side nothing is compared but their beginning. */
    private static final int MOST = 700;

    private final FindingRecord finding;
    private final NearestPassing passing;
    private final Html html;

    private HtmlCompare(FindingRecord finding, Html html) {
        this.finding = finding;
        this.passing = finding.explained().nearestPassing();
        this.html = html;
    }

    /** Adds the section, if there is anything to compare with. */
    static void write(FindingRecord finding, Html html) {
        if (finding.explained().nearestPassing().found()) {
            new HtmlCompare(finding, html).write();
        } else if (!Sentences.passing(finding).isEmpty()) {
            html.raw("<section id=\"compare\">\n<h2>Nearest passing run</h2>\n").element("p", Sentences.passing(finding))
                    .raw("\n</section>\n");
        }
    }

    /** Two steps that are the same, or one that stands alone. */
    private record Row(int left, int right) {}

    private void write() {
        List<Step> own = matter(finding.steps().subList(Math.min(passing.same(), finding.steps().size()),
                finding.steps().size()));
        List<Step> other = matter(passing.steps());
        List<Row> rows = align(own, other);
        html.raw("<section id=\"compare\">\n<h2>Compared with the nearest passing run</h2>\n")
                .element("p", Sentences.passing(finding)).raw("\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                        + "aria-label=\"comparison\"><table class=\"compare\">\n<thead><tr><th scope=\"col\" colspan=\"3\">"
                        + "this run: ✗ violated</th><th scope=\"col\" colspan=\"3\">nearest passing run: ✓ holds</th></tr></thead>\n<tbody>\n");
        List<Step> before = matter(finding.steps().subList(0, Math.min(passing.same(), finding.steps().size())));
        int skipped = Math.max(0, before.size() - CONTEXT);
        if (skipped > 0) {
            html.raw("<tr class=\"gap\"><td colspan=\"6\">⋮ " + skipped + " steps that both take</td></tr>\n");
        }
        before.subList(skipped, before.size()).forEach(step -> both(step, step));
        SortedSet<Integer> swap = swap();
        boolean first = true;
        int shown = 0;
        for (Row row : rows) {
            if (shown++ == ROWS) {
                html.raw("<tr class=\"gap\"><td colspan=\"6\">⋮ " + (rows.size() - ROWS) + " lines more; the table of steps has the left ones, "
                        + "the replay line the right ones</td></tr>\n");
                break;
            }
            boolean same = row.left() >= 0 && row.right() >= 0;
            html.raw("<tr" + (same ? "" : first ? " id=\"differs\" tabindex=\"-1\" class=\"differs first\"" : " class=\"differs\"") + ">");
            first &= same;
            side(row.left() < 0 ? null : own.get(row.left()), !same, swap, true);
            side(row.right() < 0 ? null : other.get(row.right()), !same, swap, false);
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        html.raw("<dl><dt>replay the passing run</dt><dd><code id=\"passing\">").say(passing.line()).raw("</code></dd></dl>\n</section>\n");
    }

    private SortedSet<Integer> swap() {
        Explained.Swap swap = finding.explained().swap();
        return swap.found() ? new TreeSet<>(List.of(swap.first(), swap.second())) : new TreeSet<>();
    }

    /** Events, and the pair to exchange: what each did to which cell is in the table of steps. */
    private List<Step> matter(List<Step> steps) {
        return steps.stream().filter(s -> s.said() || swap().contains(s.n()) && steps != passing.steps()).toList();
    }

    private void both(Step left, Step right) {
        html.raw("<tr>");
        side(left, false, new TreeSet<>(), true);
        side(right, false, new TreeSet<>(), false);
        html.raw("</tr>\n");
    }

    private void side(@Nullable Step step, boolean differs, SortedSet<Integer> swap, boolean own) {
        if (step == null) {
            html.raw("<td></td><td></td><td></td>");
            return;
        }
        String mark = own && swap.contains(step.n()) ? "⇅ " : differs ? "≠ " : "";
        html.raw("<td class=\"n\">").say(mark).raw(own ? "<a href=\"#s" + step.n() + "\">" + step.n() + "</a>" : String.valueOf(step.n()))
                .raw("</td>").element("td", finding.lane(step).name()).element("td", Wording.what(step));
    }

    /** A longest common subsequence by who does what. */
    private List<Row> align(List<Step> own, List<Step> other) {
        List<String> a = own.stream().map(this::key).toList();
        List<String> b = other.stream().map(this::key).toList();
        int n = Math.min(a.size(), MOST);
        int m = Math.min(b.size(), MOST);
        int[][] longest = new int[n + 1][m + 1];
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                longest[i][j] = a.get(i).equals(b.get(j)) ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        List<Row> rows = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < n || j < m) {
            if (i < n && j < m && a.get(i).equals(b.get(j))) {
                rows.add(new Row(i++, j++));
            } else if (j == m || i < n && longest[i + 1][j] >= longest[i][j + 1]) {
                rows.add(new Row(i++, -1));
            } else {
                rows.add(new Row(-1, j++));
            }
        }
        return rows;
    }

    private String key(Step step) {
        return finding.lane(step).name() + " " + Wording.what(step);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.Plain;
import endio.report.Style;
import endio.trace.TraceFinding;
import endio.trace.TraceReport;
import endio.trace.TraceReport.PropertyResult;
import endio.trace.TraceReport.Verdict;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What a recording shows, on a terminal. */
final class TraceTable {
    private static final int TITLE = 36;

    private TraceTable() {}

    static void print(TraceReport report, Predicate<String> wanted, boolean requests, Style style, PrintStream to) {
        to.println(Plain.line(report.name()) + ": " + verdict(report));
        to.printf(Locale.ROOT, "  %,d lines, %,d events, %.3f s; %s%n", report.lines(), report.events(),
                report.nanos() / 1e9,
                report.kinds().isEmpty() ? "no direct I/O"
                        : String.join(", ", report.kinds().entrySet().stream()
                                .map(e -> e.getValue() + " " + e.getKey()).toList()));
        report.problems().forEach(p -> to.println("  error: " + Plain.line(p)));
        if (report.problemCount() > report.problems().size()) {
            to.println("  error: and " + (report.problemCount() - report.problems().size()) + " more like these");
        }
        if (report.gaps() > 0 || report.lost() > 0) {
            to.println("  " + TraceCheckCommand.count(report.lost(), "event") + " lost, "
                    + TraceCheckCommand.count(report.gaps(), "gap")
                    + ": what was under way there is judged only as far as it was seen");
        }
        for (PropertyResult p : report.properties()) {
            if (wanted.test(p.id()) && p.verdict() != Verdict.NOT_CHECKED) {
                to.println(fit("  " + fit(p.id(), 4) + fit(p.title(), TITLE) + judged(p), style));
            }
        }
        Map<String, List<String>> unchecked = new LinkedHashMap<>();
        for (PropertyResult p : report.properties()) {
            if (wanted.test(p.id()) && p.verdict() == Verdict.NOT_CHECKED) {
                unchecked.computeIfAbsent(p.why(), why -> new ArrayList<>()).add(p.id());
            }
        }
        unchecked.forEach((why, ids) -> to.println("  not checked: " + String.join(" ", ids)
                + " (" + Plain.line(why) + ")"));
        if (requests) {
            for (TraceReport.Request r : report.requests()) {
                to.println("  request " + r.number() + " (line " + r.line() + ") " + r.kind()
                        + (r.whole() ? "" : ", cut"));
                to.println("    " + r.steps());
                to.println("    judged " + String.join(" ", r.judged())
                        + (r.violated().isEmpty() ? "" : "; violated " + String.join(" ", r.violated())));
            }
        }
    }

    private static String judged(PropertyResult p) {
        String open = p.undecided() > 0 ? "; " + p.undecided() + " left open by equal time stamps" : "";
        if (p.verdict() == Verdict.VIOLATED) {
            return "VIOLATED by " + p.violated() + " of " + p.judged() + (p.under().isEmpty() ? ""
                    : ", by the same events as " + String.join(", ", p.under())) + open;
        }
        return "consistent, " + p.judged() + " judged" + open;
    }

    /** Of the whole recording, in a few words. */
    static String verdict(TraceReport report) {
        List<String> violated = report.findings().stream().map(TraceFinding::property).distinct().toList();
        if (!violated.isEmpty()) {
            return "VIOLATED: " + String.join(", ", violated);
        }
        if (!report.sound()) {
            return "not checked: the input is not sound";
        }
        return report.enough() ? "consistent" : "not enough events";
    }

    static String head(TraceReport report, TraceFinding f) {
        String requests = f.requests().isEmpty() ? "" : f.requests().size() == 1 ? ", request " + f.requests().first()
                : ", " + f.requests().size() + " requests from " + f.requests().first() + " on";
        return Plain.line(report.name()) + (f.line() > 0 ? ":" + f.line() : "") + ": " + f.property()
                + (f.other() > 0 ? " (line " + f.other() + " and line " + f.line() + ")" : "") + requests
                + (f.also().isEmpty() ? "" : "; the same events violate " + String.join(", ", f.also()));
    }

    private static String fit(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    private static String fit(String line, Style style) {
        return line.length() <= style.width() ? line : line.substring(0, style.width());
    }
}

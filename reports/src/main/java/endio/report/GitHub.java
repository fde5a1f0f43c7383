// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.FindingRecord;
import endio.record.FindingRecord.Function;
import endio.record.RunRecord;
import endio.record.Step;
import java.util.Comparator;
import java.util.List;

/** A run as a workflow on GitHub shows it: annotations, and the summary of the step. */
public final class GitHub {
    /** So many errors of a step are shown. */
    private static final int MOST_ANNOTATIONS = 10;
    /** A summary that is larger than a megabyte is dropped whole. */
    static final int LARGEST_SUMMARY = 200_000;

    private GitHub() {}

    /** Commands for the log: an error for each violation that is not expected, worst first, and a word on the rest. */
    public static String annotations(RunRecord run, List<FindingRecord> findings) {
        StringBuilder out = new StringBuilder();
        List<FindingRecord> bad = findings.stream().filter(f -> !f.verdict().expected())
                .sorted(Comparator.comparing(f -> f.verdict().kind().equals("property"))).toList();
        for (FindingRecord f : bad.subList(0, Math.min(MOST_ANNOTATIONS, bad.size()))) {
            out.append("::error ").append(place(f)).append("title=")
                    .append(property(f.property().id() + " " + f.scenario().id() + "@"
                    + f.generation().id())).append("::")
                    .append(message(f.verdict().sentence() + "\n" + Sentences.swap(f) + "\n"
                    + Sentences.replay(f))).append('\n');
        }
        if (bad.size() > MOST_ANNOTATIONS) {
            out.append("::notice title=endio::").append(bad.size()).append(" violations are not expected; the first ")
                    .append(MOST_ANNOTATIONS).append(" are shown\n");
        }
        if (run.incomplete() > 0) {
            out.append("::notice title=endio::").append(run.incomplete()).append(" of ")
                    .append(run.explorations().size())
                    .append(" searches were cut, which is no pass\n");
        }
        return out.toString();
    }

    private static String place(FindingRecord f) {
        if (f.verdict().at().isEmpty()) {
            return "";
        }
        Step step = f.step(Sentences.last(f));
        if (step.stack().isEmpty() || step.line() == 0) {
            return "";
        }
        Function function = f.functions().get(Sentences.innermost(step));
        return Sarif.path(function).isEmpty() ? "" : "file=" + property(Sarif.path(function)) + ",line=" + step.line()
                + ",";
    }

    private static String message(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** Markdown for {@code GITHUB_STEP_SUMMARY}. */
    public static String summary(RunRecord run, List<FindingRecord> findings) {
        Matrix matrix = new Matrix(run);
        StringBuilder out = new StringBuilder("### endio: " + cell(run.verdict().word()) + "\n\n");
        out.append(run.explorations().size()).append(" explorations, ")
                .append(run.explorations().size() - run.incomplete())
                .append(" complete; ").append(run.unexpected()).append(" violations not expected, ")
                .append(run.missing())
                .append(" expected and missing.\n\n| property |");
        run.columns().forEach(g -> out.append(' ').append(cell(g.id())).append(" |"));
        out.append("\n|---|").append("---|".repeat(run.columns().size())).append('\n');
        matrix.rows().forEach(p -> {
            out.append("| ").append(cell(p.id() + " " + p.title())).append(" |");
            run.columns().forEach(g -> {
                Matrix.Cell cell = matrix.cell(g, p);
                out.append(' ').append(cell.word().shape()).append(' ').append(cell.word().text())
                        .append(cell.surprising() ? " **!**" : "")
                        .append(cell.executions() > 0 ? " " + Sentences.count(cell.executions()) : "").append(" |");
            });
            out.append('\n');
        });
        out.append('\n');
        for (FoundTogether group : FoundTogether.of(run)) {
            StringBuilder part = new StringBuilder("<details><summary>")
                    .append(group.expected() ? "known: " : "<b>not expected</b>: ")
                    .append(Html.text(group.property() + " " + group.first().exploration().id() + ": " + group.first()
                    .found().sentence()))
                    .append("</summary>\n\n");
            findings.stream().filter(f -> ("findings/" + f.slug()).equals(group.first().found().folder())).findFirst()
                    .ifPresent(f -> part.append("<pre>\n").append(Html.text(TextFinding.of(f, Style.FILE)))
                    .append("</pre>\n"));
            part.append("\n</details>\n");
            if (out.length() + part.length() > LARGEST_SUMMARY) {
                out.append("\nThe rest is in the report.\n");
                break;
            }
            out.append(part);
        }
        return out.toString();
    }

    private static String cell(String text) {
        return Html.text(text).replace("|", "&#124;").replace("\n", " ").replace("`", "&#96;");
    }
}

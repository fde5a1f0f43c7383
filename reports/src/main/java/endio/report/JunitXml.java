// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.FindingRecord;
import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Reach;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run as JUnit XML, for whoever counts tests. An exploration is a test; a violation that is not expected fails it,
 * one that is known does not. A search that was cut is skipped, not passed. {@code classname} is what GitLab shows as
 * the suite.
 */
public final class JunitXml {
    private final RunRecord run;
    private final List<FindingRecord> findings;
    private final String at;
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private JunitXml(RunRecord run, List<FindingRecord> findings, String at) {
        this.run = run;
        this.findings = findings;
        this.at = at;
    }

    /** The file, with attachments named from the folder of the results. */
    public static String of(RunRecord run, List<FindingRecord> findings) {
        return of(run, findings, "");
    }

    /**
     * The file.
     *
     * @param at of the folder of the results, from where the job runs, with a slash at its end: hosts look for attachments from
     *     there
     */
    public static String of(RunRecord run, List<FindingRecord> findings, String at) {
        return new JunitXml(run, findings, at).write();
    }

    private String write() {
        Set<String> generations = run.explorations().stream().map(Explored::generation)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        out.append("<testsuites>\n");
        generations.forEach(g -> suite(g, run.explorations().stream().filter(e -> e.generation().equals(g)).toList()));
        return out.append("</testsuites>\n").toString();
    }

    private void suite(String generation, List<Explored> explorations) {
        long millis = explorations.stream().mapToLong(Explored::millis).sum();
        out.append("  <testsuite name=\"endio.").append(attribute(generation)).append("\" tests=\"")
                .append(explorations.size())
                .append("\" failures=\"").append(explorations.stream().filter(e -> failure(e)).count())
                .append("\" errors=\"").append(explorations.stream().filter(e -> error(e)).count())
                .append("\" skipped=\"").append(explorations.stream().filter(e -> skipped(e)).count())
                .append("\" time=\"").append(seconds(millis)).append("\">\n");
        explorations.forEach(this::test);
        out.append("  </testsuite>\n");
    }

    private static List<Found> bad(Explored e) {
        return e.found().stream().filter(f -> !f.expected()).toList();
    }

    private static boolean broken(Found found) {
        return Set.of("nondeterminism", "model-error").contains(found.kind());
    }

    private static boolean error(Explored e) {
        return bad(e).stream().anyMatch(JunitXml::broken) || e.why().startsWith("endio failed");
    }

    private static boolean failure(Explored e) {
        return !error(e) && (!bad(e).isEmpty() || !e.missing().isEmpty());
    }

    private static boolean skipped(Explored e) {
        return !error(e) && !failure(e) && e.reach() != Reach.COMPLETE;
    }

    private void test(Explored e) {
        out.append("    <testcase classname=\"endio.").append(attribute(e.generation() + "." + e.family()))
                .append("\" name=\"")
                .append(attribute(e.scenario())).append("\" time=\"").append(seconds(e.millis())).append("\">\n");
        if (error(e)) {
            element("error", bad(e).isEmpty() ? "endio" : bad(e).get(0).kind(), bad(e).isEmpty() ? e.why() : bad(e)
                    .get(0).sentence(), body(e));
        } else if (failure(e)) {
            boolean missing = bad(e).isEmpty();
            element("failure", missing ? "missing" : bad(e).get(0).property(), missing ? "expected and not found: "
                    + e.missing().get(0).property() + ", " + e.missing().get(0).because() : bad(e).get(0).sentence(),
                    body(e));
        } else if (skipped(e)) {
            out.append("      <skipped message=\"")
                    .append(attribute("no pass: " + TextMatrix.word(e.reach()) + " after " + e.executions()
                    + " executions" + (e.why().isEmpty() ? "" : "; " + e.why()))).append("\"/>\n");
        }
        StringBuilder said = new StringBuilder(TextMatrix.word(e.reach()) + ", " + e.executions() + " executions\n");
        e.found().forEach(f -> said.append(f.property()).append(f.expected() ? " (known): " : ": ").append(f.sentence())
                .append("\nendio replay '")
                .append(f.replay()).append("'\n[[ATTACHMENT|").append(at).append(f.folder()).append("/finding.html]]\n"));
        out.append("      <system-out>").append(content(said.toString())).append("</system-out>\n    </testcase>\n");
    }

    private String body(Explored e) {
        return findings.stream().filter(f -> f.scenario().id().equals(e.scenario()) && f.generation().id()
                .equals(e.generation())
                && !f.verdict().expected()).map(f -> TextFinding.of(f, Style.FILE)).collect(Collectors.joining("\n"));
    }

    private void element(String name, String type, String message, String body) {
        out.append("      <").append(name).append(" type=\"").append(attribute(type)).append("\" message=\"")
                .append(attribute(message))
                .append("\">").append(content(body)).append("</").append(name).append(">\n");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }

    private static String attribute(String text) {
        return Html.text(text).replace("\n", " ");
    }

    private static String content(String text) {
        return Html.text(text);
    }
}

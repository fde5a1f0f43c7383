// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.BugsRecord;
import endio.record.FindingRecord;
import endio.record.Records;
import endio.record.RunRecord;
import endio.report.GitHub;
import endio.report.HtmlBehind;
import endio.report.HtmlFinding;
import endio.report.HtmlIndex;
import endio.report.HtmlQuestion;
import endio.report.JunitXml;
import endio.report.Markdown;
import endio.report.Perfetto;
import endio.report.RegressionTest;
import endio.report.Sarif;
import endio.report.Style;
import endio.report.TextFinding;
import endio.report.TextMatrix;
import endio.report.TextQuestion;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files of a run. */
final class Views {
    /** Every one. */
    static final Set<Format> ALL = EnumSet.allOf(Format.class);

    /** Kinds of view. */
    enum Format { html, text, sarif, junit, github, markdown, perfetto, test }

    private Views() {}

    /**
     * The records and the views of these kinds, by name.
     *
     * @param bugs what came of the search for historical bugs
     * @param at where they will be, from where this runs
     */
    static Map<String, String> files(RunRecord run, List<FindingRecord> findings, BugsRecord bugs, Set<Format> formats,
            String at) {
        Map<String, String> files = new LinkedHashMap<>(ofRun(run, findings, bugs, formats, at));
        findings.forEach(finding -> files.putAll(ofFinding(finding, formats)));
        return files;
    }

    /** Of these, the ones that are of the run. */
    static Map<String, String> ofRun(RunRecord run, List<FindingRecord> findings, BugsRecord bugs, Set<Format> formats,
            String at) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(Records.RUN_FILE, Records.write(run));
        if (!bugs.bugs().isEmpty()) {
            files.put(BugsRecord.FILE, Records.write(bugs));
        }
        formats.forEach(format -> ofRun(format, run, findings, bugs, at, files));
        return files;
    }

    /** And the ones that are of one finding. */
    static Map<String, String> ofFinding(FindingRecord finding, Set<Format> formats) {
        Map<String, String> files = new LinkedHashMap<>();
        String folder = "findings/" + finding.slug() + "/";
        files.put(folder + Records.FINDING_FILE, Records.write(finding));
        formats.forEach(format -> ofFinding(format, finding, folder, files));
        return files;
    }

    private static void ofRun(Format format, RunRecord run, List<FindingRecord> findings, BugsRecord bugs, String at,
            Map<String, String> files) {
        switch (format) {
            case html -> {
                files.put("index.html", HtmlIndex.of(run, null, null, bugs));
                files.putAll(HtmlBehind.of(run));
                run.questions().forEach(q -> files.put(HtmlQuestion.FOLDER + "/" + q.id() + ".html", HtmlQuestion.of(q)));
            }
            case text -> {
                files.put("matrix.txt", TextMatrix.of(run, Style.FILE));
                if (!run.questions().isEmpty()) {
                    files.put("questions.txt", TextQuestion.of(run.questions(), Style.FILE));
                }
            }
            case sarif -> files.put("endio.sarif", Sarif.of(run, findings));
            case junit -> files.put("junit.xml", JunitXml.of(run, findings, at));
            case github -> files.put("summary.md", GitHub.summary(run, findings));
            default -> { }
        }
    }

    private static void ofFinding(Format format, FindingRecord finding, String folder, Map<String, String> files) {
        switch (format) {
            case html -> files.put(folder + "finding.html", HtmlFinding.of(finding));
            case text -> files.put(folder + "finding.txt", TextFinding.of(finding, Style.FILE));
            case markdown -> files.put(folder + "finding.md", Markdown.of(finding));
            case perfetto -> files.put(folder + "perfetto.json", Perfetto.of(finding));
            case test -> files.put(folder + RegressionTest.name(finding) + ".java", RegressionTest.of(finding));
            default -> { }
        }
    }
}

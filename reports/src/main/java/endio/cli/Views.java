// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.FindingRecord;
import endio.record.Records;
import endio.record.RunRecord;
import endio.report.HtmlFinding;
import endio.report.HtmlIndex;
import endio.report.Style;
import endio.report.TextFinding;
import endio.report.TextMatrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a run. */
final class Views {
    private Views() {}

    /** All files by name: the records, and the views that are always made. */
    static Map<String, String> files(RunRecord run, List<FindingRecord> findings) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(Records.RUN_FILE, Records.write(run));
        files.put("index.html", HtmlIndex.of(run));
        files.put("matrix.txt", TextMatrix.of(run, Style.FILE));
        for (FindingRecord finding : findings) {
            String folder = "findings/" + finding.slug() + "/";
            files.put(folder + Records.FINDING_FILE, Records.write(finding));
            files.put(folder + "finding.html", HtmlFinding.of(finding));
            files.put(folder + "finding.txt", TextFinding.of(finding, Style.FILE));
        }
        return files;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.FindingRecord;
import endio.record.Records;
import endio.record.RunRecord;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as a JSON object a line; {@code type} tells them apart. */
final class NdJson {
    private NdJson() {}

    /** A line an exploration, a line a finding, and a last one for the verdict. */
    static void print(RunRecord run, List<FindingRecord> findings, PrintStream out) {
        run.explorations().forEach(e -> line("exploration", "exploration", e, out));
        findings.forEach(f -> line("finding", "finding", f, out));
        Map<String, Object> last = new LinkedHashMap<>();
        last.put("type", "run");
        last.put("exit", run.verdict().exit());
        last.put("verdict", run.verdict().word());
        last.put("explorations", run.explorations().size());
        last.put("incomplete", run.incomplete());
        last.put("unexpected", run.unexpected());
        last.put("missing", run.missing());
        out.println(Records.line(last));
        out.flush();
    }

    /** One object with its type. */
    static void line(String type, String name, Object value, PrintStream out) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", type);
        line.put(name, value);
        out.println(Records.line(line));
    }
}

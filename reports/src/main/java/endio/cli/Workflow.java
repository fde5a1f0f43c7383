// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.FindingRecord;
import endio.record.RunRecord;
import endio.report.GitHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** In a workflow on GitHub, tells it in its own way. */
final class Workflow {
    private Workflow() {}

    /** Annotations on stderr and the step's summary, if the environment says that this is such a workflow. */
    static void tell(RunRecord run, List<FindingRecord> findings, Console console) {
        if (!"true".equals(console.env().get("GITHUB_ACTIONS"))) {
            return;
        }
        console.err().print(GitHub.annotations(run, findings));
        String summary = console.env().getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (!summary.isEmpty()) {
            try {
                Files.writeString(Path.of(summary), GitHub.summary(run, findings), StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                console.err().println("endio: the step's summary cannot be written; the report is whole all the same");
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import endio.conform.Comparison.Difference;
import endio.conform.Conform;
import endio.conform.Conform.Result;
import endio.conform.GoldenError;
import endio.conform.core.CoreSuite;
import endio.conform.ext4.Ext4Suite;
import endio.conform.iomap.IomapSuite;
import endio.record.Plain;
import endio.record.Records;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio conform}: the model against event lists of the kernel's own code. */
@Command(name = "conform", description =
        {"Runs the scenarios of golden lists (JSON lines, plain or .gz), which were observed by executing the",
    "kernel's own code, and compares what the model does, event by event."},
        footer = {"", "Levels: 1 the outcome, 2 the completion protocol as well, 3 every event.",
            "Exits with 0 if every line is equal at the level asked for, 1 if one differs, 2 if one cannot be read.",
            "",
            "Example:", "  endio conform lists/v3.12.jsonl lists/ext4.jsonl.gz --level 2"})
final class ConformCommand implements Callable<Integer> {
    private static final int MOST_DIFFERENCES = 10;
    private final Endio endio;

    @Mixin
    Common.Output output = new Common.Output();

    @Option(names = "--level", paramLabel = "1|2|3", defaultValue = "2",
            description = "what has to be equal (default: ${DEFAULT-VALUE})")
    int level = 2;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "golden lists")
    List<Path> files = new ArrayList<>();

    ConformCommand(Endio endio) {
        this.endio = endio;
    }

    /** Of one file and one kernel. */
    private static final class Count {
        private final int[] equalAt = new int[4];
        private final List<Result> different = new ArrayList<>();
        private int lines;
    }

    @Override
    public Integer call() {
        if (level < 1 || level > 3) {
            throw new Refusal("--level " + level + ": it is 1, 2 or 3");
        }
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new Refusal(file + (Files.exists(file) ? ": cannot be read" : ": no such file"));
            }
        }
        PrintStream people = output.json ? endio.console().err() : endio.console().out();
        Conform conform = new Conform(List.of(new Ext4Suite(), new IomapSuite(), new CoreSuite()));
        boolean equal = true;
        int lines = 0;
        for (Path file : files) {
            Map<String, Count> counts = new LinkedHashMap<>();
            try {
                conform.file(file, level, result -> {
                    count(result, counts);
                    if (output.json) {
                        endio.console().out().println(Records.line(json(result)));
                    }
                });
            } catch (GoldenError e) {
                // What the parser adds about its own source says nothing to who wrote the file.
                throw new Refusal(Plain.line(String.valueOf(e.getMessage())
                        .replaceFirst("(?s) \\(start marker at.*| at \\[Source.*", "")));
            }
            for (Map.Entry<String, Count> each : counts.entrySet()) {
                say(file, each.getKey(), each.getValue(), people);
                equal &= each.getValue().different.isEmpty();
                lines += each.getValue().lines;
            }
            if (endio.interrupt().asked()) {
                return ExitCode.INTERRUPTED.number();
            }
        }
        if (lines == 0) {
            throw new Refusal(ExitCode.NOTHING, "the files hold no scenario");
        }
        return (equal ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED).number();
    }

    private static void count(Result result, Map<String, Count> counts) {
        Count count = counts.computeIfAbsent(result.kernel(), k -> new Count());
        count.lines++;
        for (int i = 1; i <= result.level() && i <= 3; i++) {
            count.equalAt[i]++;
        }
        if (!result.equal()) {
            count.different.add(result);
        }
    }

    private void say(Path file, String kernel, Count count, PrintStream people) {
        people.printf(Locale.ROOT, "%s  %s: %d of %d equal at level %d; level 1 %d, level 2 %d, level 3 %d%n", file,
                Plain.line(kernel),
                count.lines - count.different.size(), count.lines, level, count.equalAt[1], count.equalAt[2],
                count.equalAt[3]);
        for (Result result : count.different.subList(0, Math.min(MOST_DIFFERENCES, count.different.size()))) {
            people.println("  line " + result.line() + " " + Plain.line(result.id()) + ": equal at level "
                    + result.level());
            Difference difference = result.difference();
            if (difference != null) {
                people.println("    " + (difference.index() < 0 ? "outcome" : "event " + difference.index())
                        + " should be "
                        + text(difference.expected()));
                people.println("    and is " + text(difference.actual()));
            }
        }
        if (count.different.size() > MOST_DIFFERENCES) {
            people.println("  and " + (count.different.size() - MOST_DIFFERENCES) + " more; --json tells them all");
        }
    }

    private static String text(@Nullable JsonNode node) {
        return node == null ? "nothing more" : Plain.line(node.toString());
    }

    private static Map<String, Object> json(Result result) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", result.file());
        line.put("line", result.line());
        line.put("id", result.id());
        line.put("kernel", result.kernel());
        line.put("level", result.level());
        line.put("equal", result.equal());
        Difference difference = result.difference();
        if (difference != null) {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("level", difference.level());
            parts.put("index", difference.index());
            parts.put("expected", difference.expected());
            parts.put("actual", difference.actual());
            line.put("difference", parts);
        }
        return line;
    }
}

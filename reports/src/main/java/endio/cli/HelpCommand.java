// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.Plain;
import endio.report.Matrix;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code endio help}: of a command, or of something that several have in common. */
@Command(name = "help", description =
        "Shows the help of a command or a topic: exit-codes, matrix, patterns, environment.")
final class HelpCommand implements Callable<Integer> {
    private static final List<String> TOPICS = List.of("exit-codes", "matrix", "patterns", "environment");
    private final Endio endio;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Parameters(paramLabel = "COMMAND|TOPIC", arity = "0..1", description = "which")
    String topic = "";

    HelpCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() {
        PrintStream out = endio.console().out();
        CommandLine root = spec.root().commandLine();
        if (topic.isEmpty()) {
            root.usage(out);
            out.println("\nTopics of endio help: " + String.join(", ", TOPICS));
            return ExitCode.AS_EXPECTED.number();
        }
        CommandLine command = root.getSubcommands().get(topic);
        if (command != null) {
            command.usage(out);
            return ExitCode.AS_EXPECTED.number();
        }
        switch (topic.toLowerCase(Locale.ROOT)) {
            case "exit-codes" -> {
                for (ExitCode code : ExitCode.values()) {
                    out.printf(Locale.ROOT, "%4d  %s%n", code.number(), code.sentence());
                }
            }
            case "matrix" -> {
                for (Matrix.Word word : Matrix.Word.values()) {
                    out.printf(Locale.ROOT, "  %-16s %s%n", word.text(), word.meaning());
                }
                out.println("  Followed by !, it is not what the catalogue expects. The number is that of the\n"
                        + "  executions of the scenarios in which the property had something to judge.");
            }
            case "patterns" -> out.println("""
                      ext4-aio-unwritten         a scenario, in every generation of the kernel
                      ext4-aio-unwritten@V3_12   the same in one generation, mutant or patch
                      ext4                       a family, or whatever has it in its name
                      'ext4-*@V3_1?'             * stands for any letters, ? for one
                      MyPatch                    a generation, in the scenarios that it names""");
            case "environment" -> out.println("""
                      ENDIO_OUT, ENDIO_BUDGET, ENDIO_SEED   what --out, --budget and --seed are without being given
                      NO_COLOR, TERM=dumb                   no colour
                      COLUMNS                               width of the text, 100 if not known""");
            default -> throw new Refusal("no help on '" + Plain.line(topic) + "'; there is "
                    + String.join(", ", root.getSubcommands().keySet()) + ", " + String.join(", ", TOPICS));
        }
        return ExitCode.AS_EXPECTED.number();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.Plain;
import endio.trace.RvAutomaton;
import endio.trace.TraceCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio rv}: a property as an automaton for the kernel's runtime verification. */
@Command(name = "rv", description = {"Prints a property that is a rule about one object as an automaton, in the DOT dialect of the generator of the",
    "kernel's runtime verification (rvgen). It is made from the monitor that judges the model and recordings."},
        footer = {"", "Without a property: lists those that have one.", "", "Examples:",
                "  endio rv S1 > completion_after_conversion.dot",
            "  endio rv S1 --coverage traces/*.ftrace.txt"})
final class RvCommand implements Callable<Integer> {
    private final Endio endio;

    @Parameters(paramLabel = "PROPERTY", arity = "0..1", description = "S1, S7, ...")
    String property = "";

    @Option(names = "--coverage", paramLabel = "FILE", arity = "1..*",
            description = "instead: how often recordings take each edge")
    List<Path> recordings = new ArrayList<>();

    RvCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() {
        if (property.isEmpty()) {
            endio.console().out().println(String.join(" ", RvAutomaton.properties()));
            return ExitCode.AS_EXPECTED.number();
        }
        Optional<RvAutomaton> automaton = RvAutomaton.of(property);
        if (automaton.isEmpty()) {
            throw new Refusal(Plain.line(property) + " is no rule about one object; these are: "
                    + String.join(" ", RvAutomaton.properties()));
        }
        if (recordings.isEmpty()) {
            endio.console().out().print(automaton.get().dot());
            return ExitCode.AS_EXPECTED.number();
        }
        RvAutomaton.Coverage coverage = new RvAutomaton.Coverage();
        for (Path recording : recordings) {
            try (InputStream in = Files.newInputStream(recording)) {
                new TraceCheck(TraceCheck.Options.DEFAULT).listen((engine, where, events) -> coverage.follow(where, events)).check(in, recording.toString());
            } catch (IOException e) {
                throw new Refusal(recording + ": " + Plain.words(e));
            }
        }
        coverage.edges(property.toUpperCase(java.util.Locale.ROOT))
                .forEach((edge, taken) -> endio.console().out().println(taken + "\t" + edge));
        return ExitCode.AS_EXPECTED.number();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.Plain;
import endio.record.Records;
import endio.record.StressRecord;
import endio.record.StressRecord.State;
import endio.record.StressRecord.Verdict;
import endio.record.UnreadableRecord;
import endio.report.StressPages;
import endio.report.Style;
import endio.report.TextStress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code endio stress}: the races on real threads. JCStress runs in a process of its own, whose working directory is the
 * folder of the results; it keeps a record there that is whole after every test, and this command reads it.
 */
@Command(name = "stress", description = {"Runs small races of the model on real threads (JCStress) and holds what it sees",
    "against what the explorer says is possible."},
        footer = {"", "Examples:", "  endio stress", "  endio stress io-end conversion-list --mode full --budget 10m",
            "  endio stress --mode full --budget 1h --against last/stress/stress.json", "",
            "Exit codes: 0 agreement, and the self-check was seen; 1 a self-check that was not seen, or worse than",
            "--against; 3 cut, with --require-complete; 5 disagreement with the explorer; 130 interrupted",
            "(endio help exit-codes)"})
final class StressCommand implements Callable<Integer> {
    /** The runner ends by itself when its time is over; one that does not is ended. */
    private static final long GRACE_SECONDS = 60;

    private final Endio endio;

    /** How long and how often. */
    enum Mode {
        quick("150s"), full("1h"), hours("8h");

        private final String budget;

        Mode(String budget) {
            this.budget = budget;
        }
    }

    @Mixin
    Common.Output output = new Common.Output();

    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "quick",
            description = "quick: all races in one process, 0.7 s each; full: the same, then three processes a race, 7 s each;"
                    + " hours: then ten of 12 s (default: quick)")
    Mode mode = Mode.quick;

    @Option(names = "--budget", paramLabel = "TIME", converter = Common.Time.class,
            description = "time for all of it (default: quick 150s, full 1h, hours 8h)")
    @Nullable Duration budget;

    @Option(names = {"-o", "--out"}, paramLabel = "DIR", defaultValue = "${env:ENDIO_OUT:-out}",
            description = "results go to its folder 'stress' (default: ${DEFAULT-VALUE})")
    Path out = Path.of("out");

    @Option(names = "--against", paramLabel = "FILE", description = "the record of an earlier run: exit with 1 if a race got worse")
    @Nullable Path against;

    @Option(names = "--require-complete", description = "exit with 3 if not every race had its turn")
    boolean requireComplete;

    @Parameters(paramLabel = "PATTERN", arity = "0..*", description = "races: a part of an id, or a glob (default: all)")
    List<String> patterns = new ArrayList<>();

    StressCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() throws UnreadableRecord {
        Path jar = StressJar.find(endio.console().env());
        StressRecord before = against == null ? null : Records.readStress(against);
        Path folder = out.resolve(Folder.STRESS).toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(Records.STRESS_FILE));
        } catch (IOException e) {
            throw new Refusal("cannot write to " + folder + ": " + Plain.words(e));
        }
        int ended = run(jar, folder);
        if (ended == ExitCode.NOTHING.number()) {
            throw new Refusal(ExitCode.NOTHING, "no race has a name like " + String.join(", ", patterns));
        }
        StressRecord record = Records.readStress(folder.resolve(Records.STRESS_FILE));
        write(folder, record);
        Folder.index(out);
        Console console = output.json ? endio.console().people() : endio.console();
        if (output.json) {
            record.tests().forEach(test -> NdJson.line("race", "race", test, endio.console().out()));
        }
        Style style = console.style(output.colour);
        console.out().print(TextStress.of(record, style));
        List<String> worse = before == null ? List.of() : StressChanges.worse(before, record);
        worse.forEach(line -> console.out().println("worse: " + line));
        List<String> disagreements = StressAgreement.disagreements(record, StressAgreement::explored);
        disagreements.forEach(line -> console.out().println("disagreement: " + line));
        console.out().println("results   " + folder.resolve("index.html"));
        console.out().flush();
        return code(record, worse.isEmpty(), disagreements.isEmpty()).number();
    }

    /** The exit code of a run. */
    private ExitCode code(StressRecord record, boolean noWorse, boolean agree) {
        if (!agree || record.count(Verdict.DISAGREES) > 0) {
            return ExitCode.DISAGREEMENT;
        }
        if (endio.interrupt().asked() || record.state() == State.INTERRUPTED) {
            return ExitCode.INTERRUPTED;
        }
        if (record.state() == State.PARTIAL || record.count(Verdict.ERROR) > 0) {
            return ExitCode.FAULT;
        }
        boolean provesNothing = !record.blind().isEmpty() || record.selfChecks() > 0 && record.seeing() == 0;
        if (provesNothing || !noWorse) {
            return ExitCode.NOT_AS_EXPECTED;
        }
        return requireComplete && record.state() == State.BUDGET ? ExitCode.INCOMPLETE : ExitCode.AS_EXPECTED;
    }

    private int run(Path jar, Path folder) {
        Duration time = budget == null ? new Common.Time().convert(mode.budget) : budget;
        long seconds = Math.max(1, time.toSeconds());
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                jar.toString(), "--parent", "--mode", mode.name(), "--budget", String.valueOf(seconds), "--out", folder.toString()));
        command.addAll(patterns);
        try {
            Process runner = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectError(folder.resolve("runner.log").toFile()).start();
            Thread reader = new Thread(() -> tell(runner), "stress");
            reader.setDaemon(true);
            reader.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds + GRACE_SECONDS);
            while (!runner.waitFor(200, TimeUnit.MILLISECONDS)) {
                if (endio.interrupt().asked() || System.nanoTime() > deadline) {
                    runner.destroy();
                    if (!runner.waitFor(10, TimeUnit.SECONDS)) {
                        runner.destroyForcibly();
                    }
                }
            }
            reader.join(TimeUnit.SECONDS.toMillis(5));
            return runner.exitValue();
        } catch (IOException e) {
            throw new Refusal("the stress runner does not start: " + Plain.words(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(ExitCode.INTERRUPTED, "interrupted");
        }
    }

    private void tell(Process runner) {
        try (BufferedReader lines = new BufferedReader(new java.io.InputStreamReader(runner.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!output.quiet) {
                    endio.console().err().println(progress(line));
                }
            }
        } catch (IOException e) {
            // It was ended; what it had seen is in the record.
        }
    }

    private static String progress(String json) {
        Map<String, Object> line = Records.map(json);
        if (!line.containsKey("verdict")) {
            return json;
        }
        return String.format(java.util.Locale.ROOT, "[%s of %s] %-45s %s", line.get("number"), line.get("of"), line.get("race"),
                TextStress.word(Verdict.valueOf(String.valueOf(line.get("verdict")))));
    }

    /** The views of a record, beside it. */
    static void write(Path folder, StressRecord record) {
        Map<String, String> views = Map.of("index.html", StressPages.html(record), "junit.xml", StressPages.junit(record),
                "stress.txt", TextStress.of(record, Style.FILE));
        for (Map.Entry<String, String> view : views.entrySet()) {
            try {
                Files.writeString(folder.resolve(view.getKey()), view.getValue(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new Refusal("cannot write to " + folder + ": " + Plain.words(e));
            }
        }
    }
}

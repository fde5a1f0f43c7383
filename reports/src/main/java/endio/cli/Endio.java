// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.Plain;
import endio.record.UnreadableRecord;
import endio.scenario.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: commands, and what becomes of their failures. */
@Command(name = "endio", versionProvider = Version.class,
        description = "Explores how the Linux kernel completes direct I/O, and judges it.",
        footer = {"", "Start with: endio run"})
public final class Endio implements Runnable {
    private final Console console;
    private final Interrupt interrupt;
    private final Supplier<Catalogue> catalogues;
    private @Nullable Catalogue catalogue;
    private @Nullable Plugins plugins;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "this help",
            scope = CommandLine.ScopeType.INHERIT)
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "version of endio and of Java")
    boolean version;

    private List<String> arguments = List.of();
    private long begun = System.nanoTime();

    @Option(names = "--debug", description = "with a fault, where it came from; replay stops under a debugger", scope = CommandLine.ScopeType.INHERIT)
    boolean debug;

    @Option(names = "--classpath", paramLabel = "PATH", scope = CommandLine.ScopeType.INHERIT,
            description = "folders and jars with models of your own")
    String classpath = "";

    Endio(Console console, Interrupt interrupt, Supplier<Catalogue> catalogues) {
        this.console = console;
        this.interrupt = interrupt;
        this.catalogues = catalogues;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        main(args, Catalogue::load);
    }

    static void main(String[] args, Supplier<Catalogue> catalogues) {
        long begun = System.nanoTime() - ProcessAge.nanos();
        Interrupt interrupt = new Interrupt();
        interrupt.install();
        Console console = Console.system();
        NewerJdk.notice(console);
        Endio endio = new Endio(console, interrupt, catalogues);
        endio.begun = begun;
        interrupt.exit(endio.run(args));
    }

    /** What the command was called with. */
    List<String> arguments() {
        return arguments;
    }

    /** When the process began, as {@link System#nanoTime}; in a test, when this was made. */
    long begun() {
        return begun;
    }

    /** Whether {@code --debug} was given. */
    boolean debug() {
        return debug;
    }

    /** Runs a command and returns its exit code. */
    int run(String... args) {
        arguments = List.of(args);
        CommandLine line = new CommandLine(this);
        for (Object command : List.of(new RunCommand.Run(this), new RunCommand.Explore(this), new ListCommand(this),
                new ReplayCommand(this), new ConformCommand(this), new ReportCommand(this), new MergeCommand(this),
                new TraceCheckCommand(this),
                new TracePlanCommand(this), new TraceModelCommand(this), new RvCommand(this),
                new StressCommand(this), new BenchCommand(this), new StrategiesCommand(this),
                new NewCommand(this), new HelpCommand(this))) {
            line.addSubcommand(command);
        }
        line.setCaseInsensitiveEnumValuesAllowed(true).setAbbreviatedOptionsAllowed(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.setUsageHelpWidth(Math.max(60, console.width())).setUsageHelpAutoWidth(false);
        line.setOut(new java.io.PrintWriter(console.out(), true)).setErr(new java.io.PrintWriter(console.err(), true));
        line.setParameterExceptionHandler((e, given) -> refuse(e));
        line.setExecutionExceptionHandler((e, command, result) -> fail(e));
        try {
            return line.execute(args);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    @Override
    public void run() {
        throw new Refusal("no command given; 'endio run' is the one to start with, 'endio --help' shows all");
    }

    private int refuse(ParameterException e) {
        String what = Plain.line(String.valueOf(e.getMessage()));
        String advice = "";
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String given = unmatched.getUnmatched().get(0);
            what = "unknown " + (given.startsWith("-") ? "option" : "command") + " '" + Plain.line(given) + "'";
            List<String> names = new ArrayList<>(given.startsWith("-") ? e.getCommandLine().getCommandSpec()
                    .optionsMap().keySet()
                    : e.getCommandLine().getSubcommands().keySet());
            advice = Nearest.of(given, names).map(n -> "; did you mean '" + n + "'?").orElse("");
        }
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        console.err().println("endio: " + what + advice + " ('" + command + " --help' shows what there is)");
        return ExitCode.USAGE.number();
    }

    private int fail(Exception e) {
        if (e instanceof Refusal refusal) {
            console.err().println("endio: " + refusal.getMessage());
            return refusal.code().number();
        }
        if (e instanceof UnreadableRecord) {
            console.err().println("endio: " + e.getMessage());
            return ExitCode.USAGE.number();
        }
        console.err().println("endio: a fault of endio: " + Plain.line(String.valueOf(e)) + "; please report it"
                + (debug ? "" : " (--debug shows where it came from)"));
        if (debug) {
            e.printStackTrace(console.err());
        }
        return ExitCode.FAULT.number();
    }

    Console console() {
        return console;
    }

    Interrupt interrupt() {
        return interrupt;
    }

    /** What users bring; read when first asked for. */
    Plugins plugins() {
        Plugins known = plugins;
        if (known == null) {
            known = Plugins.of(classpath);
            plugins = known;
        }
        return known;
    }

    /** All that can be explored; read when first asked for. */
    Catalogue catalogue() {
        Catalogue known = catalogue;
        if (known == null) {
            try {
                known = classpath.isEmpty() ? catalogues.get() : Catalogue.load(plugins().loader());
            } catch (IllegalArgumentException | LinkageError | java.util.ServiceConfigurationError e) {
                throw new Refusal("the catalogue cannot be read: " + Plain.line(String.valueOf(e.getMessage())));
            }
            catalogue = known;
        }
        return known;
    }
}

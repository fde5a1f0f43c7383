// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.scenario.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs commands as a shell would, in this process. */
final class Shell {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Interrupt interrupt = new Interrupt();
    private final Console console;

    Shell() {
        this(Map.of());
    }

    /** A shell with these variables of the environment. */
    Shell(Map<String, String> env) {
        console = new Console(stream(out), stream(err), env, false, true, 100);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** The exit code of a command. */
    int run(String... args) {
        return run(Catalogue.load(), args);
    }

    /** The exit code of a command over another catalogue. */
    int run(Catalogue catalogue, String... args) {
        out.reset();
        err.reset();
        return new Endio(console, interrupt, () -> catalogue).run(args);
    }

    /** Ctrl-C. */
    void interrupt() {
        interrupt.ask();
    }

    /** What the last command wrote to stdout. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the last command wrote to stderr. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The same by line. */
    List<String> errLines() {
        return err().lines().toList();
    }
}

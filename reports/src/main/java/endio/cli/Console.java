// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.report.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where a command's words go, and what can be shown there.
 *
 * @param out results
 * @param err everything else
 * @param env the environment
 * @param terminal somebody looks at it while it runs
 * @param unicode it shows more than ASCII
 * @param width columns
 */
public record Console(PrintStream out, PrintStream err, Map<String, String> env, boolean terminal, boolean unicode,
        int width) {
    private static final int ORDINARY_WIDTH = 100;
    private static final int WIDEST = 120;

    /** Whether and how colour is asked for on the command line. */
    public enum Colour { AUTO, ALWAYS, NEVER }

    /** The process's own. */
    public static Console system() {
        Map<String, String> env = System.getenv();
        Charset charset = charset();
        boolean unicode = charset.newEncoder().canEncode('→') && charset.newEncoder().canEncode('✗');
        boolean terminal = isTerminal();
        return new Console(new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset), env, terminal, unicode,
                width(env, terminal));
    }

    /** What can be shown on it. */
    Style style(Colour colour) {
        boolean may = terminal && !"dumb".equals(env.get("TERM")) && env.getOrDefault("NO_COLOR", "").isEmpty();
        return new Style(width, colour == Colour.ALWAYS || colour == Colour.AUTO && may, unicode
                && !"dumb".equals(env.get("TERM")));
    }

    /** The same with results and all else changed over: for a command whose results are for a program. */
    Console people() {
        return new Console(err, err, env, terminal, unicode, width);
    }

    /** The same without anybody who listens. */
    Console silent() {
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(nobody, nobody, env, terminal, unicode, width);
    }

    private static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.US_ASCII;
        }
    }

    /** From JDK 22 on there is a console also where there is no terminal, and a method that tells. */
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static int width(Map<String, String> env, boolean terminal) {
        int given = number(env.getOrDefault("COLUMNS", ""));
        if (given <= 0 && terminal) {
            given = askTerminal();
        }
        return given <= 0 ? ORDINARY_WIDTH : Math.min(given, WIDEST);
    }

    private static int askTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            stty.waitFor(1, TimeUnit.SECONDS);
            return number(answer.substring(answer.indexOf(' ') + 1));
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }
}

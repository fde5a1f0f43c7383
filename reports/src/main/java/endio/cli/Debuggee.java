// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.Plain;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** The same command in a Java that waits for a debugger. */
final class Debuggee {
    private final Endio endio;

    Debuggee(Endio endio) {
        this.endio = endio;
    }

    private static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    /** Whether this Java was started for a debugger. */
    boolean attached() {
        return options().stream().anyMatch(o -> o.startsWith("-agentlib:jdwp") || o.startsWith("-Xrunjdwp"));
    }

    /**
     * Starts it, says how to attach, and waits for its end.
     *
     * @param step to stop after
     * @return its exit code
     */
    int start(int step) {
        try {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=127.0.0.1:" + port));
            command.addAll(options());
            command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), Endio.class.getName()));
            command.addAll(endio.arguments());
            endio.console().out().println("waits for a debugger, to stop after step " + step + ":\n  jdb -attach 127.0.0.1:" + port
                    + "\n  stop in endio.explore.Debug.here\n  cont");
            endio.console().out().flush();
            Process child = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(child::destroy));
            return child.waitFor();
        } catch (IOException e) {
            throw new Refusal("no Java could be started for a debugger (" + Plain.words(e) + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.number();
        }
    }
}

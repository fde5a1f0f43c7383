// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import endio.record.Records;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replay that stops at a step under a debugger: driven by the JDK's own. */
class DebuggeeTest {
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final String KNOWN = "ext4-aio-unwritten@V3_12";

    @TempDir
    Path temp;

    @Test
    @Timeout(240)
    void stopsInTheModelAfterTheStep() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BIN.resolve("jdb")), "a JDK with jdb");
        Shell shell = new Shell();
        shell.run("explore", KNOWN, "--out", temp.resolve("out").toString());
        String line = Records.readFinding(temp.resolve("out/findings/S1-ext4-aio-unwritten-V3_12/finding.json")).replay().line();

        Process endio = new ProcessBuilder(BIN.resolve("java").toString(), "-cp", System.getProperty("java.class.path"),
                Endio.class.getName(), "replay", line, "--debug", "--step", "8").redirectErrorStream(true).start();
        try {
            Matcher attach = await(endio, Pattern.compile("jdb -attach (127\\.0\\.0\\.1:\\d+)[\\s\\S]*cont"));
            Process jdb = attached(attach.group(1));
            try {
                tell(jdb, "stop in endio.explore.Debug.here");
                tell(jdb, "cont");
                await(jdb, Pattern.compile("Breakpoint hit[\\s\\S]*Debug\\.here"));
                tell(jdb, "where");
                Matcher stack = await(jdb, Pattern.compile("Debug\\.here[\\s\\S]*Execution\\.[\\s\\S]*(endio\\.(fs|vfs|directio)\\.\\S+)"));
                assertThat(stack.group(1)).isNotEmpty();
                tell(jdb, "dump step");
                await(jdb, Pattern.compile("step = 7"));
                tell(jdb, "clear endio.explore.Debug.here");
                tell(jdb, "cont");
                await(endio, Pattern.compile("completion-after-conversion"));
            } finally {
                jdb.destroyForcibly();
            }
        } finally {
            endio.descendants().forEach(ProcessHandle::destroyForcibly);
            endio.destroyForcibly();
        }
    }

    /** A step that is not there is told before anything waits. */
    @Test
    void aStepThatIsNotThereIsRefused() throws IOException {
        Shell shell = new Shell();
        shell.run("explore", KNOWN, "--out", temp.resolve("out").toString());
        String file = temp.resolve("out/findings/S1-ext4-aio-unwritten-V3_12/finding.json").toString();
        assertThat(shell.run("replay", file, "--debug", "--step", "100000")).isEqualTo(ExitCode.USAGE.number());
        assertThat(shell.err()).contains("there are only");
    }

    private final StringBuilder seen = new StringBuilder();

    /** The debugger, as soon as there is somebody to attach to. */
    private Process attached(String address) throws IOException, InterruptedException {
        for (int tries = 0; ; tries++) {
            Process jdb = new ProcessBuilder(BIN.resolve("jdb").toString(), "-attach", address).redirectErrorStream(true).start();
            if (!jdb.waitFor(3, java.util.concurrent.TimeUnit.SECONDS) || tries > 40) {
                return jdb;
            }
        }
    }

    private static void tell(Process process, String command) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private Matcher await(Process process, Pattern pattern) throws IOException, InterruptedException {
        InputStream out = process.getInputStream();
        seen.setLength(0);
        for (int i = 0; i < 2000; i++) {
            while (out.available() > 0) {
                seen.append(new String(out.readNBytes(out.available()), StandardCharsets.UTF_8));
            }
            Matcher matcher = pattern.matcher(seen);
            if (matcher.find()) {
                return matcher;
            }
            Thread.sleep(Duration.ofMillis(50).toMillis());
        }
        throw new AssertionError("not seen: " + pattern + " in\n" + seen);
    }
}

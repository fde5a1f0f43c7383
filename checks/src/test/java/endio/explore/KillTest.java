// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A search whose process is killed at random moments, ten times in a row, comes to the same end. {@code -Dendio.kill.size=6} makes it
 * a long one.
 */
class KillTest {
    private static final int SIZE = Integer.getInteger("endio.kill.size", 5);
    private static final int KILLS = 10;
    private static final int EVERY = 40;

    @TempDir
    Path folder;

    @Test
    void aKilledSearchIsGoneOnWith() throws Exception {
        Path file = folder.resolve("search");
        Random random = new Random(42);
        int progress = 0;
        String last = "";
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(file);
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (process.isAlive() && same(file, last) && System.nanoTime() < patience) {
                process.waitFor(2, TimeUnit.MILLISECONDS);
            }
            process.waitFor(random.nextInt(3 * EVERY), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            String saved = Files.exists(file) ? Files.readString(file) : "";
            progress += saved.equals(last) ? 0 : 1;
            last = saved;
        }
        assertThat(progress).as("processes that came on before they were killed").isGreaterThan(2);
        Process process = start(file);
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        assertThat(told).isEqualTo(KilledSearch.told(Explorer.explore(KilledSearch.program(SIZE), ExploreOptions.DEFAULT)));
    }

    private static boolean same(Path file, String last) throws IOException {
        return (Files.exists(file) ? Files.readString(file) : "").equals(last);
    }

    private static Process start(Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        if (Runtime.version().feature() >= 21) {
            command.add("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledSearch.class.getName(), String.valueOf(SIZE), "2", file.toString(), String.valueOf(EVERY)));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}

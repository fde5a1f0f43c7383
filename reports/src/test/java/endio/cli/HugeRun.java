// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.scenario.Catalogue;
import endio.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line in a process of its own, with two scenarios more: {@code huge}, which no budget suffices for, and {@code middling},
 * which takes some seconds. For tests of what only a process shows: its time, and that it is killed.
 */
public final class HugeRun {
    private HugeRun() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        Endio.main(args, HugeRun::catalogue);
    }

    static Catalogue catalogue() {
        Catalogue all = Catalogue.load();
        List<Scenario> scenarios = new ArrayList<>(all.scenarios());
        scenarios.add(Scenario.named("huge").about("test", "more than can be searched").unwritten(0, 2).written(2, 2).unwritten(4, 4)
                .errors(1).aioWrite(0, 4).aioWrite(2, 4).aioWrite(4, 2).build());
        scenarios.add(Scenario.named("middling").about("test", "takes a while").written(0, 1).written(1, 1).written(2, 1).errors(1)
                .aioWrite(0, 3).aioRead(0, 1).build());
        return new Catalogue(scenarios, all.generations());
    }

    /** Starts it with these arguments on this JDK. */
    static Process start(Path out, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        if (Runtime.version().feature() >= 21) {
            command.add("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HugeRun.class.getName()));
        command.addAll(List.of(args));
        command.addAll(List.of("--quiet", "--out", out.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What it says until it ends. */
    static String told(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}

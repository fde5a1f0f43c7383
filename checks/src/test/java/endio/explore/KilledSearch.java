// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.bench.Litmus;
import endio.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** The process that {@link KillTest} kills: explores, saves now and then, goes on from what it finds, and prints what came of it. */
public final class KilledSearch {
    private KilledSearch() {}

    static Program program(int size) {
        return Litmus.writeThenRead(size);
    }

    /** Size of the program, number of workers, file, milliseconds between two savings. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[2]);
        String from = Files.exists(file) ? Files.readString(file) : "";
        Parts parts = Parts.NONE.from(from).saving(Duration.ofMillis(Long.parseLong(args[3])), text -> save(file, text));
        Exploration found = Explorer.explore(program(Integer.parseInt(args[0])),
                ExploreOptions.DEFAULT.withWorkers(Integer.parseInt(args[1])).withParts(parts));
        System.out.println(told(found));
    }

    static String told(Exploration found) {
        return found.verdict() + " " + found.executions() + " " + found.stuck() + " " + found.blocked() + " " + found.steps() + " "
                + found.outcomes() + " " + found.findings();
    }

    private static void save(Path file, String text) {
        try {
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            Files.writeString(partial, text);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

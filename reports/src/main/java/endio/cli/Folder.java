// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.BugsRecord;
import endio.record.Plain;
import endio.record.Records;
import endio.record.UnreadableRecord;
import endio.report.HtmlIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * The folder that results go to. Files are written to a folder beside it, which takes its place in one move or is
 * removed again: what stands there is whole.
 */
final class Folder implements AutoCloseable {
    /** The folder in it that belongs to {@code endio stress}. */
    static final String STRESS = "stress";
    /** The one that belongs to {@code endio trace-model}. */
    static final String TRACES = "traces";

    private static final String INDEX = "index.html";

    private final Path target;
    private final Path partial;

    private Folder(Path target, Path partial) {
        this.target = target;
        this.partial = partial;
    }

    /**
     * Makes sure that {@code target} can be written, before any work is done for it.
     *
     * @throws Refusal if it cannot, or if it holds something that endio did not write
     */
    static Folder open(Path target) {
        Path absolute = target.toAbsolutePath().normalize();
        try {
            if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
                throw new Refusal(target + ": is not a folder");
            }
            if (Files.isDirectory(absolute) && !ours(absolute)) {
                throw new Refusal(target + ": holds files that are not of endio; name another folder with --out");
            }
            Path parent = absolute.getParent();
            if (parent == null) {
                throw new Refusal(target + ": is no place for results");
            }
            Files.createDirectories(parent);
            return new Folder(absolute, Files.createTempDirectory(parent, "." + absolute.getFileName() + "-"));
        } catch (IOException e) {
            throw refusal(target, e);
        }
    }

    private static boolean ours(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            List<Path> all = entries.toList();
            return all.isEmpty() || all.stream().anyMatch(p -> p.getFileName().toString().equals("run.json")
                    || List.of(STRESS, TRACES).contains(p.getFileName().toString()));
        }
    }

    private static Refusal refusal(Path where, IOException e) {
        return new Refusal("cannot write to " + where + ": " + Plain.words(e));
    }

    /** Where it is from where this runs, with a slash at its end; empty if that is elsewhere. */
    String at() {
        Path here = Path.of("").toAbsolutePath().normalize();
        return target.startsWith(here) && !target.equals(here) ? here.relativize(target).toString().replace('\\', '/') + "/" : "";
    }

    /** Writes one file. */
    void write(String name, String content) {
        try {
            Path file = partial.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            close();
            throw refusal(target, e);
        }
    }

    /**
     * Takes back what was written into one of its folders.
     *
     * @return how long it will take to remove what stands where the results go, judged by how long this took, in nanoseconds
     */
    long remove(String folder) {
        long begin = System.nanoTime();
        long files = delete(partial.resolve(folder));
        return (System.nanoTime() - begin) / Math.max(1, files) * count(target);
    }

    private static long count(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.count();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    /** Puts all that was written where it belongs, in the place of what was there. */
    void publish() {
        Path old = partial.resolveSibling(partial.getFileName() + "-old");
        try {
            Files.setPosixFilePermissions(partial,
                    java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException | UnsupportedOperationException e) {
            // A temporary folder is its owner's alone; where that cannot be changed it stays so.
        }
        try {
            if (Files.exists(target)) {
                Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            restore(old);
            close();
            throw refusal(target, e);
        }
        keep(STRESS, old);
        keep(TRACES, old);
        delete(old);
        index(target);
    }

    /** What another command left there stays. */
    private void keep(String folder, Path old) {
        try {
            if (Files.exists(old.resolve(folder)) && !Files.exists(target.resolve(folder))) {
                Files.move(old.resolve(folder), target.resolve(folder));
            }
        } catch (IOException e) {
            throw refusal(target, e);
        }
    }

    /** If {@code out} holds a run, its index names what stands beside it. */
    static void index(Path out) {
        Path run = out.resolve(Records.RUN_FILE);
        Path stress = out.resolve(STRESS).resolve(Records.STRESS_FILE);
        Path traces = out.resolve(TRACES).resolve(Records.RUN_FILE);
        if (!Files.exists(out.resolve(INDEX)) || !Files.exists(run) || !Files.exists(stress) && !Files.exists(traces)) {
            return;
        }
        try {
            Files.writeString(out.resolve(INDEX), HtmlIndex.of(Records.readRun(run),
                    Files.exists(stress) ? Records.readStress(stress) : null,
                    Files.exists(traces) ? Records.readOrders(traces) : null,
                    bugs(out)), StandardCharsets.UTF_8);
        } catch (UnreadableRecord e) {
            // The index stays as it is: what stands beside the run is of another version, or no run is here.
        } catch (IOException e) {
            throw refusal(out, e);
        }
    }

    /** What the run in {@code out} found of historical bugs; empty if it looked for none. */
    static BugsRecord bugs(Path out) throws UnreadableRecord {
        Path bugs = out.resolve(BugsRecord.FILE);
        return Files.exists(bugs) ? Records.readBugs(bugs) : BugsRecord.NONE;
    }

    private void restore(Path old) {
        try {
            if (Files.exists(old) && !Files.exists(target)) {
                Files.move(old, target);
            }
        } catch (IOException e) {
            // The reason that is told is the first one.
        }
    }

    /** Removes what was written and not published. */
    @Override
    public void close() {
        delete(partial);
    }

    /** Removes a folder with all that is in it, and returns how much that was. */
    static long delete(Path folder) {
        if (!Files.exists(folder)) {
            return 0;
        }
        long[] deleted = {0};
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    deleted[0]++;
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir,
                        java.io.@org.jspecify.annotations.Nullable IOException e)
                        throws IOException {
                    Files.delete(dir);
                    deleted[0]++;
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Left for the next run to overwrite; nothing of it is in the way.
        }
        return deleted[0];
    }
}

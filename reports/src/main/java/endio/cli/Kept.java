// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.FindingRecord;
import endio.record.Plain;
import endio.record.Records;
import endio.record.RunRecord.Explored;
import endio.record.Slug;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done so far, in a folder beside its results: what came of the scenarios that are done, and how far the search is
 * in the others. A run that is killed loses what it did since it last wrote; {@code --resume} goes on from there. The folder is
 * removed when nothing is left to do. Several threads write.
 */
final class Kept implements AutoCloseable {
    /** How much a killed run loses at most. */
    static final Duration EVERY = Duration.ofSeconds(3);
    private static final String DONE = "done-";
    private static final String SEARCH = ".search";

    private final @Nullable Path folder;
    private final Map<String, Explorations.Result> known = new HashMap<>();
    private final List<Done> fresh = new ArrayList<>();
    private long written = System.nanoTime();
    private int files;
    private final Set<String> unfinished = new HashSet<>();

    /** One file: what came of some scenarios. */
    record Done(String key, Explored explored, List<FindingRecord> findings, Map<String, Long> outcomes,
            Map<String, List<Long>> ranks) {}

    private Kept(@Nullable Path folder) {
        this.folder = folder;
    }

    /**
     * The folder beside {@code out}, as it was left, or empty.
     *
     * @throws Refusal if it cannot be read or written
     */
    static Kept beside(Path out, boolean resume) {
        Path absolute = out.toAbsolutePath().normalize();
        Path folder = absolute.resolveSibling("." + absolute.getFileName() + ".kept");
        Kept kept = new Kept(folder);
        try {
            if (resume) {
                kept.read();
            } else {
                Folder.delete(folder);
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Refusal("cannot write to " + folder + ": " + Plain.words(e));
        }
        return kept;
    }

    private void read() throws IOException {
        Path from = folder;
        if (from == null || !Files.isDirectory(from)) {
            return;
        }
        try (var list = Files.list(from)) {
            for (Path file : list.sorted().toList()) {
                if (file.getFileName().toString().startsWith(DONE)) {
                    files++;
                    for (Done done : Records.list(Files.readString(file, StandardCharsets.UTF_8), Done.class)) {
                        known.put(done.key, new Explorations.Result(done.explored, done.findings, "",
                                Piece.of(done.outcomes, done.ranks)));
                    }
                }
            }
        }
    }

    /** What came of a scenario that was done before. */
    synchronized Optional<Explorations.Result> done(String key) {
        return Optional.ofNullable(known.get(key));
    }

    /** How far the search of a scenario was; empty if it had not begun. */
    String search(String id) {
        Path from = folder;
        try {
            Path file = from == null ? null : from.resolve(Slug.of(id) + SEARCH);
            return file == null || !Files.exists(file) ? "" : Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Refusal("cannot read " + from + ": " + Plain.words(e));
        }
    }

    /** Keeps how far the search of a scenario is. */
    synchronized void search(String id, String text) {
        unfinished.add(id);
        write(Slug.of(id) + SEARCH, text);
    }

    /** Keeps what came of a scenario. */
    synchronized void done(String key, String id, Explorations.Result result) {
        unfinished.remove(id);
        fresh.add(new Done(key, result.explored(), result.findings(), result.piece().outcomes(), result.piece().numbers()));
        if (System.nanoTime() - written > EVERY.toNanos()) {
            flush();
        }
    }

    /** A scenario is left unfinished. */
    synchronized void unfinished(String id) {
        unfinished.add(id);
    }

    private void flush() {
        if (!fresh.isEmpty()) {
            write(String.format("%s%06d.json", DONE, files++), Records.write(fresh));
            fresh.clear();
        }
        written = System.nanoTime();
    }

    private void write(String name, String text) {
        Path to = folder;
        if (to == null) {
            return;
        }
        try {
            Path partial = to.resolve(name + ".partial");
            Files.writeString(partial, text, StandardCharsets.UTF_8);
            Files.move(partial, to.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Refusal("cannot write to " + to + ": " + Plain.words(e));
        }
    }

    /** Writes what is left to write, or removes all if every scenario is done. */
    @Override
    public synchronized void close() {
        if (!unfinished.isEmpty()) {
            flush();
        } else if (folder != null) {
            Folder.delete(folder);
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.GenerationNote;
import endio.record.PropertyNote;
import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Reach;
import java.util.List;

/** File system by generation: what is violated there, or how far all was searched, or that there is no such thing. */
final class FileSystems {
    private final RunRecord run;

    FileSystems(RunRecord run) {
        this.run = run;
    }

    /**
     * What can be said.
     *
     * @param absent the generation has no such file system on its engine
     * @param violated ids of properties, in the order of the matrix
     * @param scenarios that were explored
     * @param executions of all of them
     */
    record Cell(Matrix.Word word, boolean absent, List<String> violated, int scenarios, long executions) {

        /** For people. */
        String text() {
            return absent ? "not in that generation" : switch (word) {
                case VIOLATED -> String.join(" ", violated);
                case HOLDS -> "all hold";
                default -> word.text();
            };
        }
    }

    /** The file systems that anything was explored on in a generation of the matrix. */
    List<String> names() {
        return run.fileSystems().stream().filter(fs -> !generations(fs).isEmpty()).toList();
    }

    /** What can be said of {@code fileSystem} in {@code generation}. */
    Cell cell(String fileSystem, GenerationNote generation) {
        List<Explored> here = run.explorations().stream()
                .filter(e -> e.fileSystem().equals(fileSystem) && e.generation().equals(generation.id())).toList();
        List<String> found = here.stream().flatMap(e -> e.found().stream()).map(Found::property).toList();
        List<String> violated = run.properties().stream().map(PropertyNote::id).filter(found::contains).toList();
        boolean absent = here.isEmpty() && run.absent().stream()
                .anyMatch(a -> a.fileSystem().equals(fileSystem) && a.generation().equals(generation.id()));
        return new Cell(word(here, violated), absent, violated, here.size(),
                here.stream().mapToLong(Explored::executions).sum());
    }

    private static Matrix.Word word(List<Explored> here, List<String> violated) {
        if (!violated.isEmpty()) {
            return Matrix.Word.VIOLATED;
        }
        if (here.stream().allMatch(e -> e.reach() == Reach.NOT_RUN)) {
            return Matrix.Word.NOT_CHECKED;
        }
        if (here.stream().allMatch(e -> e.reach() == Reach.COMPLETE)) {
            return Matrix.Word.HOLDS;
        }
        return here.stream().allMatch(e -> e.reach() == Reach.COMPLETE || e.reach() == Reach.BOUNDED)
                ? Matrix.Word.BOUNDED : Matrix.Word.CUT;
    }

    /** The matrix of generation by property over {@code fileSystem} alone. */
    Matrix matrix(String fileSystem) {
        return new Matrix(run.only(e -> e.fileSystem().equals(fileSystem)));
    }

    /** Generations in which anything was explored on {@code fileSystem}, in the order of the record. */
    List<GenerationNote> generations(String fileSystem) {
        return run.columns().stream().filter(g -> cell(fileSystem, g).scenarios() > 0).toList();
    }
}

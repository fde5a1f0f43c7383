// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.List;

/**
 * A question that the seed commit left open, and what a run says to it. All of it but the question itself is derived from
 * the explorations of the same run.
 *
 * @param id of a few words; names the file of its page: {@code one-queue}
 * @param question a sentence
 * @param answer a sentence
 * @param state see {@link State}
 * @param columns heads of the table, that of the rows' names first
 * @param rows the table
 * @param notes sentences below it
 * @param explorations ids of what the answer rests on
 */
public record Question(String id, String question, String answer, State state, List<String> columns, List<Row> rows,
        List<String> notes, List<String> explorations) {

    /** How much an answer is worth. */
    public enum State {
        /** Every search that it rests on was complete. */
        ANSWERED,
        /** Some search was cut, or was not asked for: what is said is no more than what was seen. */
        OPEN
    }

    /** A row: its name, and a cell for each column but the first. */
    public record Row(String name, List<Cell> cells) {
        public Row {
            cells = Given.list(cells);
        }
    }

    /**
     * A cell.
     *
     * @param text what stands there
     * @param word how it is meant
     * @param folder of a finding behind it, beside {@code run.json}; empty if there is none
     */
    public record Cell(String text, Word word, String folder) {
        public Cell {
            text = Given.text(text);
            folder = Given.text(folder);
        }

        /** A cell that says something, neither good nor bad. */
        public static Cell of(String text) {
            return new Cell(text, Word.PLAIN, "");
        }
    }

    /** What a cell means. */
    public enum Word {
        /** A number, a word. */
        PLAIN,
        /** It holds. */
        GOOD,
        /** It does not. */
        BAD,
        /** It is not known. */
        OPEN
    }

    public Question {
        answer = Given.text(answer);
        columns = Given.list(columns);
        rows = Given.list(rows);
        notes = Given.list(notes);
        explorations = Given.list(explorations);
        for (Row row : rows) {
            if (row.cells().size() != columns.size() - 1) {
                throw new IllegalArgumentException(id + ": the row " + row.name() + " has " + row.cells().size()
                        + " cells under " + columns.size() + " heads");
            }
        }
    }
}

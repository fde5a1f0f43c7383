// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.Question;
import endio.record.Question.Row;
import endio.record.Question.State;
import java.util.ArrayList;
import java.util.List;

/** The questions of the seed commit as text: each with its answer, and the table that it follows from. */
public final class TextQuestion {
    private TextQuestion() {}

    /** All of them, with their tables. */
    public static String of(List<Question> questions, Style style) {
        StringBuilder out = new StringBuilder();
        for (Question question : questions) {
            out.append(brief(question, style)).append('\n');
            table(question, style, out);
            question.notes().forEach(note -> wrap(note, style, out));
            out.append('\n');
        }
        return out.toString();
    }

    /** Questions and answers alone. */
    public static String brief(List<Question> questions, Style style) {
        StringBuilder out = new StringBuilder();
        questions.forEach(question -> out.append(brief(question, style)));
        return out.toString();
    }

    private static String brief(Question question, Style style) {
        StringBuilder out = new StringBuilder();
        wrap(question.question(), style, out);
        wrap((question.state() == State.OPEN ? "(open) " : "") + question.answer(), style, out);
        return out.toString();
    }

    /** A row is a block of lines: its name, then a line for what neighbouring columns have in common. */
    private static void table(Question question, Style style, StringBuilder out) {
        int head = 2 + Math.min(40, question.rows().stream().flatMap(row -> runs(question, row).stream())
                .mapToInt(run -> run.heads().length()).max().orElse(0));
        for (Row row : question.rows()) {
            out.append(style.safe("  " + row.name())).append('\n');
            for (Run run : runs(question, row)) {
                out.append(("    " + style.fit(run.heads(), head) + style.safe(run.text())).stripTrailing()).append('\n');
            }
        }
        out.append('\n');
    }

    /** Columns side by side with the same text, without those that say nothing. */
    private record Run(String first, String last, String text) {
        String heads() {
            return first.equals(last) ? first : first + " to " + last;
        }
    }

    private static List<Run> runs(Question question, Row row) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            String head = question.columns().get(i + 1);
            String text = row.cells().get(i).text();
            Run before = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (before != null && before.text().equals(text)) {
                runs.set(runs.size() - 1, new Run(before.first(), head, text));
            } else {
                runs.add(new Run(head, head, text));
            }
        }
        return runs.stream().filter(run -> !run.text().isEmpty()).toList();
    }

    private static void wrap(String text, Style style, StringBuilder out) {
        List<String> line = new ArrayList<>();
        int length = 0;
        for (String word : style.safe(text).split(" ")) {
            if (length + word.length() + 1 > style.width() && !line.isEmpty()) {
                out.append(String.join(" ", line)).append('\n');
                line.clear();
                line.add(" ");
                length = 1;
            }
            line.add(word);
            length += word.length() + 1;
        }
        out.append(String.join(" ", line)).append('\n');
    }
}

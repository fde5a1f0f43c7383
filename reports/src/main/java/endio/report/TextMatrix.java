// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.GenerationNote;
import endio.record.PropertyNote;
import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Reach;
import endio.report.Matrix.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run as a terminal shows it: the matrix, what was found, what was not searched through, and the verdict. */
public final class TextMatrix {
    private static final int CELL = 28;
    private static final int SHORT_CELL = 9;
    private static final int TITLE = 24;
    private static final int NAMES = 5;

    private final Matrix matrix;
    private final RunRecord run;
    private final Style style;
    private final StringBuilder out = new StringBuilder();

    private TextMatrix(RunRecord run, Style style) {
        this.matrix = new Matrix(run);
        this.run = run;
        this.style = style;
    }

    /** Of {@code run}. */
    public static String of(RunRecord run, Style style) {
        return new TextMatrix(run, style).write();
    }

    /** Line by line what was explored, and the verdict. */
    public static String explorations(RunRecord run, Style style) {
        TextMatrix text = new TextMatrix(run, style);
        int id = Math.min(60, run.explorations().stream().mapToInt(e -> e.id().length()).max().orElse(10));
        for (Explored e : run.explorations()) {
            String found = String.join(", ", e.found().stream()
                    .map(f -> f.property() + (f.expected() ? " (known)" : "!")).toList());
            text.line((style.fit(e.id(), id) + "  " + style.fit(word(e.reach()), 16)
                    + String.format(Locale.ROOT, " %,12d executions  %,6d ms  ",
                    e.executions(), e.millis()) + style.bad(style.safe(found))).stripTrailing());
        }
        text.line("");
        text.open();
        text.verdict();
        return text.out.toString();
    }

    private String write() {
        int generations = Math.max(1, run.columns().size());
        int room = style.width() - 5;
        // With many generations, the words give way to shapes and the legend says what they mean.
        boolean wide = room - generations * CELL >= TITLE;
        int cell = wide ? CELL : Math.max(SHORT_CELL, Math.min(CELL, (room - TITLE) / generations));
        int perTable = Math.max(1, (room - TITLE) / cell);
        for (int from = 0; from < generations; from += perTable) {
            table(run.columns().subList(Math.min(from, run.columns().size()),
                    Math.min(from + perTable, run.columns().size())), cell, wide);
            line("");
        }
        legend();
        fileSystems();
        found();
        open();
        verdict();
        return out.toString();
    }

    /** By file system: the violated properties, generations alike together. */
    private void fileSystems() {
        FileSystems fileSystems = new FileSystems(run);
        for (String fs : fileSystems.names()) {
            Map<String, List<String>> alike = new LinkedHashMap<>();
            for (GenerationNote g : run.columns()) {
                FileSystems.Cell cell = fileSystems.cell(fs, g);
                String mark = style.unicode() ? cell.word().shape() : cell.word().ascii();
                alike.computeIfAbsent(mark + " " + cell.text(), t -> new ArrayList<>()).add(g.id());
            }
            line(style.bold(style.safe(fs)));
            alike.forEach((what, where) -> text("  " + style.fit("", 2), what + ": " + String.join(", ", where)));
        }
        line("");
    }

    private void table(List<GenerationNote> generations, int cell, boolean wide) {
        int title = Math.min(44, style.width() - 5 - generations.size() * cell);
        StringBuilder head = new StringBuilder(style.fit("", 5 + title));
        generations.forEach(g -> head.append(style.fit(g.id(), cell)));
        line(style.bold(head.toString().stripTrailing()));
        for (PropertyNote property : matrix.rows()) {
            StringBuilder row = new StringBuilder(style.fit(property.id(), property.id().length() > 4 ? 5 + title : 5));
            if (property.id().length() <= 4) {
                row.append(style.fit(property.title(), title - 1)).append(' ');
            }
            generations.forEach(g -> row.append(cell(matrix.cell(g, property), cell, wide)));
            line(row.toString().stripTrailing());
        }
    }

    private String cell(Cell cell, int columns, boolean wide) {
        String mark = style.unicode() ? cell.word().shape() : cell.word().ascii();
        String surprise = (cell.word() == Matrix.Word.HOLDS && cell.unseen() > 0 ? "*" : "")
                + (cell.surprising() ? "!" : "");
        String count = cell.judged() == 0 ? "" : " " + (wide ? Sentences.count(cell.executions())
                : brief(cell.executions()));
        String text = mark + (wide ? " " + cell.word().text() : "") + surprise + count;
        String fit = style.fit(text, columns - 1) + " ";
        return switch (cell.word()) {
            case VIOLATED -> style.bad(fit);
            case HOLDS -> cell.surprising() ? style.bad(fit) : style.good(fit);
            case BOUNDED, CUT -> style.open(fit);
            default -> style.faint(fit);
        };
    }

    /** Four characters at most: {@code 12k}. */
    private static String brief(long n) {
        return n < 10_000 ? Long.toString(n) : n < 1_000_000 ? n / 1000 + "k" : n / 1_000_000 + "M";
    }

    private void legend() {
        List<Matrix.Word> used = Arrays.stream(Matrix.Word.values()).filter(word -> matrix.rows().stream()
                .anyMatch(p -> run.columns().stream().anyMatch(g -> matrix.cell(g, p).word() == word))).toList();
        int words = used.stream().mapToInt(word -> word.text().length() + 3).reduce(17, Math::max);
        used.forEach(word -> text("  " + style.fit((style.unicode() ? word.shape() : word.ascii()) + " " + word.text(), words),
                word.meaning()));
        text("  " + style.fit("*", words), "a search of another scenario was cut before it exercised this");
        text("  " + style.fit("! not expected", words), "the catalogue says otherwise");
        text("  " + style.fit("number", words),
                "executions of the scenarios in which the property had something to judge, each a class of"
                + " equivalent ones");
        line("");
    }

    private void found() {
        List<FoundTogether> found = FoundTogether.of(run);
        for (FoundTogether group : found) {
            FoundTogether.Place first = group.first();
            line(style.bad(style.shape("✗")) + " " + style.fit(group.expected() ? "VIOLATED" : "VIOLATED!", 10)
                    + style.safe(group.property() + "  " + first.exploration().id()));
            text("    ", first.found().sentence());
            line("    " + style.safe(first.found().folder() + "/finding.html"));
            if (!group.because().isEmpty()) {
                text("    ", "known from " + group.because());
            }
            if (group.places().size() > 1) {
                text("    ", "also in " + String.join(", ", group.places().stream().skip(1)
                        .map(p -> p.exploration().scenario()).toList()));
            }
        }
        for (Explored exploration : run.explorations()) {
            exploration.missing().forEach(m -> text("  ", "NOT FOUND! " + m.property() + "  " + exploration.id()
                    + ": expected by " + m.because() + ", and the search was complete"));
        }
        if (!found.isEmpty() || run.missing() > 0) {
            line("");
        }
    }

    /** What was not searched through: one by one, but those that never began together. */
    private void open() {
        List<Explored> open = run.explorations().stream().filter(e -> e.reach() != Reach.COMPLETE).toList();
        Map<String, List<String>> notRun = new LinkedHashMap<>();
        for (Explored exploration : open) {
            if (exploration.reach() == Reach.NOT_RUN) {
                notRun.computeIfAbsent(exploration.why(), k -> new ArrayList<>()).add(exploration.id());
            } else {
                text("  ", word(exploration.reach()) + "  " + exploration.id() + ": "
                        + Sentences.count(exploration.executions()) + " executions"
                        + (exploration.why().isEmpty() ? "" : "; " + exploration.why()));
            }
        }
        notRun.forEach((why, ids) -> text("  ", "not run  " + String.join(", ", ids.stream().limit(NAMES).toList())
                + (ids.size() > NAMES ? " and " + (ids.size() - NAMES) + " more" : "") + ": " + why));
        if (!open.isEmpty()) {
            line("");
        }
    }

    static String word(Reach reach) {
        return switch (reach) {
            case COMPLETE -> "complete";
            case BOUNDED -> "bounded";
            case BUDGET -> "out of budget";
            case SAMPLED -> "sampled";
            case INTERRUPTED -> "interrupted";
            case NOT_RUN -> "not run";
        };
    }

    private void verdict() {
        long expected = run.explorations().stream().flatMap(e -> e.found().stream()).filter(Found::expected).count();
        long executions = run.explorations().stream().mapToLong(Explored::executions).sum();
        List<String> parts = new ArrayList<>(Arrays.asList(
                run.explorations().size() + " explorations: " + (run.explorations().size() - run.incomplete())
                + " complete, "
                        + run.incomplete() + " not",
                Sentences.count(executions) + " executions",
                expected + " expected violations found, " + run.unexpected() + " unexpected, " + run.missing()
                + " missing"));
        text("", String.join("; ", parts));
        String last = run.verdict().word() + " (exit " + run.verdict().exit() + ")";
        line(run.verdict().exit() == 0 ? style.good(last) : style.bad(style.safe(last)));
    }

    private void text(String indent, String text) {
        String before = indent;
        for (String part : Lines.wrap(text, style.width() - indent.length())) {
            line(before + style.safe(part));
            before = " ".repeat(indent.length());
        }
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}

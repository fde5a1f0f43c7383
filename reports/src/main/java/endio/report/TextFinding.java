// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.FindingRecord;
import endio.record.FindingRecord.Blocked;
import endio.record.FindingRecord.Lane;
import endio.record.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A finding as a terminal shows it: cause first, then the table of steps, then where to go from there. */
public final class TextFinding {
    private static final int MOST_COLUMNS = 3;
    private static final int NARROWEST_COLUMN = 26;
    private static final int FUNCTION = 28;

    private final FindingRecord finding;
    private final Style style;
    private final TreeSet<Integer> marked;
    private final StringBuilder out = new StringBuilder();

    private TextFinding(FindingRecord finding, Style style) {
        this.finding = finding;
        this.style = style;
        this.marked = Fold.marked(finding);
    }

    /** The steps that matter. */
    public static String of(FindingRecord finding, Style style) {
        return new TextFinding(finding, style).write(Fold.shown(finding, Fold.ROWS));
    }

    /** Every step. */
    public static String whole(FindingRecord finding, Style style) {
        TreeSet<Integer> all = new TreeSet<>();
        finding.steps().forEach(s -> all.add(s.n()));
        return new TextFinding(finding, style).write(all);
    }

    private String write(TreeSet<Integer> shown) {
        head();
        List<Integer> threads = shown.stream().map(n -> finding.lane(finding.step(n)).thread()).distinct().sorted()
                .toList();
        int column = threads.isEmpty() ? 0 : (style.width() - 8) / threads.size() - 3;
        if (threads.size() <= MOST_COLUMNS && column >= NARROWEST_COLUMN) {
            table(shown, threads, column);
        } else {
            list(shown);
        }
        blocked();
        tail(shown);
        return out.toString();
    }

    private void head() {
        String title = finding.property().id() + "  " + finding.property().title();
        String where = finding.scenario().id() + "@" + finding.generation().id();
        int room = style.width() - 2 - where.length() - 1;
        line(style.bad(style.shape("✗")) + " " + style.bold(style.fit(title, Math.max(10, room))) + " "
                + style.safe(where));
        text("  ", Sentences.headline(finding));
        line("");
        text("  ", finding.verdict().sentence());
        if (!Sentences.swap(finding).isEmpty()) {
            text("  ", Sentences.swap(finding));
        }
        if (!Sentences.passing(finding).isEmpty()) {
            text("  ", Sentences.passing(finding));
        }
        line("");
    }

    /** A column a thread: what it runs as, its function when that changes, and the step under it. */
    private void table(TreeSet<Integer> shown, List<Integer> threads, int column) {
        StringBuilder names = new StringBuilder("  step  ");
        StringBuilder rule = new StringBuilder("  ──────");
        for (int thread : threads) {
            names.append("│ ").append(style.fit(heading(shown, thread), column)).append(' ');
            rule.append("┼").append("─".repeat(column + 2));
        }
        line(style.bold(style.shape(names.toString().stripTrailing())));
        line(style.shape(rule.toString()));
        String[] last = new String[threads.size()];
        int previous = 0;
        for (int n : shown) {
            Step step = finding.step(n);
            int at = threads.indexOf(finding.lane(step).thread());
            if (previous != 0 && threads.indexOf(finding.lane(finding.step(previous)).thread()) != at) {
                last[at] = "";
            }
            String function = Sentences.function(finding, step);
            if (!function.isEmpty() && !function.equals(last[at])) {
                row("", at, threads.size(), column, nesting(step) + function + "()");
                last[at] = function;
            }
            boolean first = true;
            for (String text : Lines.wrap(described(step), column - 2)) {
                row(first ? number(n) : "", at, threads.size(), column, "  " + text);
                first = false;
            }
            previous = n;
        }
        line(style.shape(rule.toString().replace('┼', '┴')));
    }

    private String heading(TreeSet<Integer> shown, int thread) {
        return shown.stream().map(n -> finding.lane(finding.step(n))).filter(l -> l.thread() == thread)
                .map(Lane::name).findFirst().orElse("");
    }

    /** A step that runs on top of its thread's own context says so. */
    private String nesting(Step step) {
        Lane lane = finding.lane(step);
        Lane own = finding.lanes().stream().filter(l -> l.thread() == lane.thread()).findFirst().orElse(lane);
        return lane.equals(own) ? "" : "<" + lane.name() + "> ";
    }

    private void row(String number, int at, int columns, int column, String text) {
        StringBuilder row = new StringBuilder("  ").append(style.fit(number, 6));
        for (int i = 0; i < columns; i++) {
            row.append(style.shape("│")).append(' ').append(style.fit(i == at ? text : "", column)).append(' ');
        }
        line(row.toString().stripTrailing());
    }

    private void list(TreeSet<Integer> shown) {
        int name = Math.min(14, finding.lanes().stream().mapToInt(l -> l.name().length()).max().orElse(8));
        int function = style.width() >= 96 ? FUNCTION : 0;
        int room = style.width() - 2 - 5 - 3 - name - 3 - (function == 0 ? 0 : function + 1);
        int previous = -1;
        for (int n : shown) {
            Step step = finding.step(n);
            boolean other = previous != finding.lane(step).thread();
            boolean first = true;
            for (String text : Lines.wrap(described(step), room)) {
                String who = first && other ? finding.lane(step).name() : "";
                String in = first ? Sentences.function(finding, step) : "";
                line(("  " + style.fit(first ? number(n) : "", 5) + " " + style.fit(who, name) + " "
                        + style.shape("│ ")
                        + (function == 0 ? "" : style.fit(in, function) + " ") + style.safe(text)).stripTrailing());
                first = false;
            }
            previous = finding.lane(step).thread();
        }
    }

    private String number(int n) {
        String mark = !marked.contains(n) ? " " : n == marked.last() ? "✗" : "▸";
        return style.shape(mark) + String.format("%4d", n);
    }

    private static String described(Step step) {
        String state = Wording.state(step);
        return Wording.what(step) + (state.isEmpty() ? "" : "  [" + state + "]");
    }

    private void blocked() {
        if (!finding.blocked().isEmpty()) {
            line("");
            for (Blocked who : finding.blocked()) {
                text("  ", finding.lanes().get(who.lane()).name() + " waits for ever: " + who.what()
                        + (who.holder().isEmpty() ? "" : ", held by " + who.holder()));
            }
        }
    }

    private void tail(TreeSet<Integer> shown) {
        line("");
        List<String[]> facts = new ArrayList<>();
        facts.add(new String[] {"rule", finding.property().statement()});
        facts.add(new String[] {"scenario", finding.scenario().title()});
        facts.add(new String[] {"kernel", Sentences.kernel(finding.generation())});
        if (finding.verdict().expected()) {
            facts.add(new String[] {"expected", finding.verdict().because()});
        }
        facts.add(new String[] {"search", Sentences.search(finding)});
        facts.add(new String[] {"smallest", Sentences.smallest(finding)});
        facts.add(new String[] {"needed", Sentences.necessary(finding)});
        facts.add(new String[] {"steps", shown.size() + " of " + finding.steps().size() + " shown"});
        for (String[] fact : facts) {
            if (!fact[1].isBlank()) {
                fact(fact[0], fact[1]);
            }
        }
        // Never broken: it is there to be copied.
        line("  replay    " + style.safe(Sentences.replay(finding)));
    }

    private void fact(String name, String text) {
        String indent = "  " + style.fit(name, 9) + " ";
        for (String part : Lines.wrap(text, style.width() - indent.length())) {
            line(indent + style.safe(part));
            indent = " ".repeat(indent.length());
        }
    }

    private void text(String indent, String text) {
        Lines.wrap(text, style.width() - indent.length()).forEach(part -> line(indent + style.safe(part)));
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}

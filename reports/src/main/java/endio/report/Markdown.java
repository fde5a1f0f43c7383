// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.FindingRecord;
import endio.record.FindingRecord.Blocked;
import endio.record.FindingRecord.Lane;
import endio.record.Step;
import java.util.List;
import java.util.TreeSet;

/**
 * A finding as a message to a mailing list or an issue: 72 columns of plain text that is Markdown too, the steps as an
 * indented block with two or three contexts side by side, as lockdep prints its scenarios.
 */
public final class Markdown {
    private static final int WIDTH = 72;
    private static final int MOST_COLUMNS = 3;
    private static final Style STYLE = new Style(WIDTH, false, false);

    private final FindingRecord finding;
    private final TreeSet<Integer> marked;
    private final StringBuilder out = new StringBuilder();

    private Markdown(FindingRecord finding) {
        this.finding = finding;
        this.marked = Fold.marked(finding);
    }

    /** The message. */
    public static String of(FindingRecord finding) {
        return new Markdown(finding).write();
    }

    private String write() {
        line(STYLE.fit(Sentences.headline(finding), WIDTH).stripTrailing());
        line("");
        text(finding.verdict().sentence());
        line("");
        text("Kernel: " + finding.generation().kernel() + (finding.generation().commit().isEmpty() ? "" : ", commit "
                + finding.generation().commit())
                + (finding.generation().title().isEmpty() ? "" : " (\"" + finding.generation().title() + "\")"));
        text("Scenario: " + finding.scenario().title());
        line("");
        TreeSet<Integer> shown = Fold.shown(finding, Fold.ROWS);
        List<Integer> threads = shown.stream().map(n -> finding.lane(finding.step(n)).thread()).distinct().sorted()
                .toList();
        if (threads.size() <= MOST_COLUMNS && !threads.isEmpty()) {
            columns(shown, threads, (WIDTH - 8) / threads.size() - 1);
        } else {
            list(shown);
        }
        for (Blocked who : finding.blocked()) {
            Lines.wrap(finding.lanes().get(who.lane()).name() + " waits for ever: " + who.what()
                    + (who.holder().isEmpty() ? "" : ", held by " + who.holder()), WIDTH - 4)
                    .forEach(part -> line("    " + STYLE.safe(part)));
        }
        if (!finding.blocked().isEmpty()) {
            line("");
            line("     *** DEADLOCK ***");
        }
        line("");
        if (!Sentences.swap(finding).isEmpty()) {
            text(Sentences.swap(finding));
            line("");
        }
        text("What should hold: " + finding.property().statement());
        line("");
        line("To see it again:");
        line("");
        line("    " + STYLE.safe(Sentences.replay(finding)));
        return out.toString();
    }

    private void columns(TreeSet<Integer> shown, List<Integer> threads, int width) {
        StringBuilder names = new StringBuilder("        ");
        StringBuilder rule = new StringBuilder("        ");
        for (int thread : threads) {
            Lane lane = shown.stream().map(n -> finding.lane(finding.step(n))).filter(l -> l.thread() == thread)
                    .findFirst().orElseThrow();
            names.append(STYLE.fit(lane.name(), width)).append(' ');
            rule.append(STYLE.fit("-".repeat(Math.min(width, lane.name().length())), width)).append(' ');
        }
        line(names.toString().stripTrailing());
        line(rule.toString().stripTrailing());
        String function = "";
        for (int n : shown) {
            Step step = finding.step(n);
            String indent = " ".repeat((width + 1) * threads.indexOf(finding.lane(step).thread()));
            String in = finding.lane(step).thread() + Sentences.function(finding, step);
            if (!in.equals(function) && !Sentences.function(finding, step).isEmpty()) {
                line("        " + indent + STYLE.fit(nesting(step) + Sentences.function(finding, step) + "()",
                        WIDTH - 8 - indent.length()).stripTrailing());
            }
            function = in;
            String before = number(n) + indent + "  ";
            for (String part : Lines.wrap(Wording.what(step) + state(step),
                    Math.max(width - 2, WIDTH - 10 - indent.length()))) {
                line(before + STYLE.safe(part));
                before = "        " + indent + "  ";
            }
        }
    }

    private String nesting(Step step) {
        return finding.lane(step).kind().equals("INLINE") ? "<inside submit_bio> " : "";
    }

    private void list(TreeSet<Integer> shown) {
        for (int n : shown) {
            Step step = finding.step(n);
            String before = number(n) + STYLE.fit(finding.lane(step).name(), 14) + " ";
            for (String part : Lines.wrap(Wording.what(step) + state(step), WIDTH - before.length())) {
                line(before + STYLE.safe(part));
                before = " ".repeat(before.length());
            }
        }
    }

    private static String state(Step step) {
        return Wording.state(step).isEmpty() ? "" : " (" + Wording.state(step) + ")";
    }

    private String number(int n) {
        // Four spaces make it a block of code where Markdown is understood.
        return "    " + STYLE.fit(String.format("%3d", n) + (marked.contains(n) ? ">" : ""), 4);
    }

    private void text(String text) {
        Lines.wrap(text, WIDTH).forEach(part -> line(STYLE.safe(part)));
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}

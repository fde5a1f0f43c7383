// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.StressRecord;
import endio.record.StressRecord.Outcome;
import endio.record.StressRecord.Test;
import endio.record.StressRecord.Verdict;
import java.util.Locale;

/** A run of the races for a terminal: a line a race, what was seen of what is broken, and a summary. */
public final class TextStress {
    private TextStress() {}

    /** All of it. */
    public static String of(StressRecord run, Style style) {
        StringBuilder out = new StringBuilder();
        int name = run.tests().stream().mapToInt(t -> t.race().length()).max().orElse(10) + 1;
        for (Test test : run.tests()) {
            out.append(style.fit(test.race() + (test.selfCheck() ? "*" : ""), name)).append(' ')
                    .append(word(test, style)).append(String.format(Locale.ROOT, " %,12d runs", test.samples()));
            String told = told(test);
            int left = style.width() - name - 32;
            out.append(left < 20 || told.isEmpty() ? "" : "  " + style.safe(told.length() > left ? told.substring(0, left - 1) + "…" : told))
                    .append('\n');
        }
        return out.append('\n').append(summary(run, style)).toString();
    }

    private static String word(Test test, Style style) {
        String word = String.format(Locale.ROOT, "%-12s", word(test.verdict()));
        return switch (test.verdict()) {
            case OBSERVED, AGREES -> style.good(word);
            case DISAGREES, ERROR -> style.bad(word);
            default -> style.open(word);
        };
    }

    /** A verdict in words. */
    public static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The most telling outcome of a test, with how often it was seen. */
    static String told(Test test) {
        if (!test.problem().isEmpty()) {
            return test.problem();
        }
        return test.outcomes().stream()
                .filter(o -> o.count() > 0 && (o.explorer().equals("IMPOSSIBLE") || !o.expect().equals("ACCEPTABLE")))
                .max(java.util.Comparator.comparing((Outcome o) -> o.explorer().equals("IMPOSSIBLE")).thenComparing(Outcome::count))
                .map(o -> String.format(Locale.ROOT, "%,d x ", o.count()) + o.outcome()).orElse("");
    }

    /** What the run comes to. */
    public static String summary(StressRecord run, Style style) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.ROOT, "%d races in %d s (%s, %s): %d agree with the explorer, %d disagree; of what is broken "
                + "%d were observed, %d not observed; %d not run, %d errors\n", run.tests().size(), run.elapsedMillis() / 1000, run.mode(),
                run.environment(), run.count(Verdict.AGREES), run.count(Verdict.DISAGREES), run.count(Verdict.OBSERVED),
                run.count(Verdict.NOT_OBSERVED), run.count(Verdict.NOT_RUN), run.count(Verdict.ERROR)));
        out.append(run.selfChecks() == 0 ? "self-check (*): none selected\n"
                : "self-check (*): " + run.seeing() + " of " + run.selfChecks() + " seen\n");
        run.blind().forEach(t -> out.append(style.bad("blind")).append(": ").append(t.race())
                .append(" has to be seen and was not, so nothing that was not seen here proves anything\n"));
        switch (run.state()) {
            case PARTIAL -> out.append(style.open("partial")).append(": the runner was killed; this is what it had seen by then\n");
            case INTERRUPTED -> out.append(style.open("interrupted")).append(": this is what it had seen by then\n");
            case BUDGET -> out.append(style.open("cut")).append(": the budget ended before every race had its turn\n");
            default -> { }
        }
        return out.toString();
    }
}

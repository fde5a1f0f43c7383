// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report.question;

import endio.record.GenerationNote;
import endio.record.Question;
import endio.record.Question.Cell;
import endio.record.Question.Row;
import endio.record.Question.Word;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A bound queue, as the code of the seed commit passes, or an unbound one, as its message says. */
final class BoundQueue {
    private static final String BOUND = "queue-bound";
    private static final String UNBOUND = "queue-unbound";

    private BoundQueue() {}

    static Question answer(Evidence evidence) {
        Predicate<Explored> asked = e -> e.generation().startsWith(BOUND) || e.generation().startsWith(UNBOUND);
        List<Explored> all = evidence.explorations(asked);
        List<Row> rows = new ArrayList<>();
        for (GenerationNote variant : evidence.variants(asked)) {
            List<Explored> mine = all.stream().filter(e -> e.generation().equals(variant.id())).toList();
            rows.add(new Row(variant.title(), List.of(Cell.of(range(mine, "works elsewhere")),
                    Cell.of(range(mine, "works at once")), violated(mine))));
        }
        return new Question("bound-or-unbound",
                "Is the queue better bound, as the code passes, or unbound, as the message of the commit says?",
                Evidence.answer(all, sentence(all)), Evidence.state(all),
                List.of("queue", "completions on another processor than their interrupt", "completions at once", "violated"), rows,
                List.of("Two asynchronous writes over unwritten blocks, two processors. An item of a bound queue is begun by the "
                        + "processor that queued it, in order, and while it runs the next one is not begun there unless it sleeps.",
                        "A number stands for the least and the most of any execution."),
                Evidence.ids(all));
    }

    private static Measure measure(List<Explored> explorations, String what) {
        return explorations.stream().flatMap(e -> e.measured().stream()).filter(m -> m.what().equals(what))
                .reduce((a, b) -> new Measure(a.of(), what, Math.min(a.least(), b.least()), Math.max(a.most(), b.most())))
                .orElse(new Measure("", what, 0, 0));
    }

    private static String range(List<Explored> explorations, String what) {
        Measure measure = measure(explorations, what);
        if (explorations.stream().flatMap(e -> e.measured().stream()).noneMatch(m -> m.what().equals(what))) {
            return "";
        }
        return measure.least() == measure.most() ? "" + measure.most() : measure.least() + "–" + measure.most();
    }

    private static Cell violated(List<Explored> explorations) {
        List<Found> found = explorations.stream().flatMap(e -> e.found().stream()).toList();
        if (!found.isEmpty()) {
            return new Cell("✗ " + Evidence.list(found.stream().map(Found::property).distinct().toList()), Word.BAD,
                    found.get(0).folder());
        }
        return Evidence.complete(explorations) ? new Cell("✓ nothing", Word.GOOD, "")
                : new Cell("not searched through", Word.OPEN, "");
    }

    private static String sentence(List<Explored> all) {
        List<Explored> bound = all.stream().filter(e -> e.generation().startsWith(BOUND)).toList();
        List<Explored> unbound = all.stream().filter(e -> e.generation().startsWith(UNBOUND)).toList();
        if (bound.isEmpty() || unbound.isEmpty()) {
            return "Only one of them was explored.";
        }
        List<String> violates = new ArrayList<>();
        if (violated(bound).word() == Word.BAD) {
            violates.add("a bound queue");
        }
        if (violated(unbound).word() == Word.BAD) {
            violates.add("an unbound queue");
        }
        String safety = violates.isEmpty() ? "For correctness it makes no difference: nothing is violated with either."
                : "Properties are violated with " + Evidence.list(violates) + ".";
        long away = measure(bound, "works elsewhere").most();
        long awayUnbound = measure(unbound, "works elsewhere").most();
        String place = away == awayUnbound ? " Completions run on the same processors with both."
                : " A completion of " + (away < awayUnbound ? "an unbound" : "a bound")
                        + " queue may run on another processor than the interrupt that queued it, one of "
                        + (away < awayUnbound ? "a bound" : "an unbound") + " queue does not.";
        long least = one(bound);
        long leastUnbound = one(unbound);
        String together = least == leastUnbound ? " Both run up to " + least + " at once, whatever the processors."
                : " On one processor, and if none sleeps, " + (least < leastUnbound ? "a bound" : "an unbound") + " queue runs "
                        + Math.min(least, leastUnbound) + " at a time, the other one up to " + Math.max(least, leastUnbound) + ".";
        return safety + place + together;
    }

    /** The most at once in the variant that allows the fewest. */
    private static long one(List<Explored> explorations) {
        return explorations.stream().map(e -> measure(List.of(e), "works at once")).mapToLong(Measure::most).min().orElse(0);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report.question;

import endio.record.GenerationNote;
import endio.record.Question;
import endio.record.Question.Cell;
import endio.record.Question.State;
import endio.record.Question.Word;
import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A run, as the questions look at it. */
record Evidence(RunRecord run) {
    private static final String COMMA = ", ";

    /** Generations of the kernel, oldest first. */
    List<GenerationNote> kernels() {
        return run.generations().stream().filter(g -> g.origin().equals("GENERATION")).toList();
    }

    /** Variants that {@code family} was explored with. */
    List<GenerationNote> variants(Predicate<Explored> family) {
        return run.generations().stream().filter(g -> g.origin().equals(GenerationNote.VARIANT)
                && run.explorations().stream().anyMatch(e -> e.generation().equals(g.id()) && family.test(e))).toList();
    }

    List<Explored> explorations(Predicate<Explored> wanted) {
        return run.explorations().stream().filter(wanted).toList();
    }

    Optional<GenerationNote> generation(String id) {
        return run.generations().stream().filter(g -> g.id().equals(id)).findFirst();
    }

    static Optional<Found> found(Explored exploration, String property) {
        return exploration.found().stream().filter(f -> f.property().equals(property)).findFirst();
    }

    static boolean complete(Collection<Explored> explorations) {
        return explorations.stream().allMatch(e -> e.reach() == Reach.COMPLETE);
    }

    static State state(Collection<Explored> explorations) {
        return complete(explorations) ? State.ANSWERED : State.OPEN;
    }

    /** The answer, if every search that it rests on was complete: from a search that was cut nothing follows. */
    static String answer(Collection<Explored> explorations, String sentence) {
        long cut = explorations.stream().filter(e -> e.reach() != Reach.COMPLETE).count();
        return cut == 0 ? sentence : "Not answered: " + cut + " of " + explorations.size()
                + " searches were cut. The table has what was seen.";
    }

    /** A cell about {@code property} in {@code explorations}: the first violation, or that it holds, or is not known. */
    static Cell cell(Collection<Explored> explorations, String property, String good, String bad) {
        for (Explored e : explorations) {
            Optional<Found> found = found(e, property);
            if (found.isPresent()) {
                return new Cell(bad, Word.BAD, found.get().folder());
            }
        }
        List<Explored> judging = explorations.stream().filter(e -> e.judged().getOrDefault(property, 0L) > 0).toList();
        if (!complete(explorations)) {
            return new Cell("not searched through", Word.OPEN, "");
        }
        return judging.isEmpty() ? Cell.of("not exercised") : new Cell(good, Word.GOOD, "");
    }

    static List<String> ids(Collection<Explored> explorations) {
        return explorations.stream().map(Explored::id).toList();
    }

    /** {@code a, b and c}. */
    static String list(Collection<String> words) {
        List<String> all = List.copyOf(words);
        return all.size() < 2 ? String.join("", all)
                : String.join(COMMA, all.subList(0, all.size() - 1)) + " and " + all.get(all.size() - 1);
    }

    /** {@code 1 kind}, {@code 3 kinds}. */
    static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /** A question of which the run has nothing to say. */
    static Question silent(String id, String question) {
        return new Question(id, question, "", State.OPEN, List.of(""), List.of(), List.of(), List.of());
    }
}

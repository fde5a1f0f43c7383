// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.Explained;
import endio.record.FindingRecord.Function;
import endio.record.FindingRecord;
import endio.record.GenerationNote;
import endio.record.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sentences that all views share. */
final class Sentences {
    /** The engine that is no search: a recording of a kernel. */
    private static final String TRACE = "trace";

    private Sentences() {}

    /**
     * In the manner of a kernel log, to search for: {@code BUG: endio: completion-after-conversion in ext4_put_io_end}.
     */
    static String headline(FindingRecord f) {
        String in = f.verdict().at().isEmpty() ? "" : function(f, f.step(last(f)));
        String what = switch (f.verdict().kind()) {
            case "deadlock" -> "deadlock";
            case "crash" -> "crash";
            case "property" -> f.property().title();
            default -> f.verdict().kind();
        };
        return "BUG: endio: " + what + (in.isEmpty() ? "" : " in " + in);
    }

    /**
     * Which step should have come before which, or which steps show it. It claims an order only if the execution has
     * the opposite one.
     */
    static String swap(FindingRecord f) {
        List<Integer> at = f.verdict().at();
        if (at.isEmpty()) {
            return "";
        }
        int first = at.get(0);
        int last = last(f);
        if (first == last) {
            return "Step " + first + " shows it: " + who(f, first) + ".";
        }
        if (first > last) {
            return "Step " + first + " (" + who(f, first) + ") should have come before step " + last + " ("
                    + who(f, last) + ").";
        }
        if (!f.verdict().inOrder()) {
            return "Nothing makes step " + first + " (" + who(f, first) + ") come before step " + last + " ("
                    + who(f, last)
                    + "), as it should.";
        }
        return "Step " + first + " (" + who(f, first) + ") and then step " + last + " (" + who(f, last) + ") show it.";
    }

    /** What happens with the pair of steps exchanged that makes the difference; empty if no execution was found that passes. */
    static String passing(FindingRecord f) {
        Explained.NearestPassing nearest = f.explained().nearestPassing();
        Explained.Swap swap = f.explained().swap();
        if (!nearest.found()) {
            return nearest.never() ? "Every execution of this scenario violates it." : "";
        }
        String same = "the same up to step " + nearest.same();
        if (swap.found()) {
            return "Run with step " + swap.second() + " (" + who(f, swap.second()) + ") before step " + swap.first() + " ("
                    + who(f, swap.first()) + "), it holds: " + same + ".";
        }
        if (nearest.choice() > 0) {
            return "Had step " + nearest.choice() + " (" + who(f, nearest.choice()) + ") come out otherwise, it would hold: " + same
                    + ".";
        }
        return "It holds in an execution that is " + same + (nearest.swaps() == 0 ? "." : ", with " + nearest.swaps()
                + " pairs of steps exchanged.");
    }

    /** How many of the races are needed for it; empty if that was not looked for. */
    static String necessary(FindingRecord f) {
        List<Explained.Ordering> races = f.explained().necessary();
        if (races.isEmpty()) {
            return "";
        }
        List<String> needed = races.stream().filter(r -> r.need().equals(Explained.Ordering.NEEDED))
                .map(r -> r.first() + " before " + r.second()).toList();
        long unknown = races.stream().filter(r -> r.need().equals(Explained.Ordering.UNKNOWN)).count();
        return needed.size() + " of " + races.size() + " races" + (needed.isEmpty() ? "" : ": step "
                + String.join(", ", needed)) + (unknown == 0 ? "" : "; of " + unknown + " it is not known");
    }

    /** How small it is, and how sure that is; empty if nobody counted. */
    static String smallest(FindingRecord f) {
        Explained.Smallest s = f.explained().smallest();
        if (s.preemptions() < 0) {
            return "";
        }
        String fewer = s.fewest() ? s.preemptions() == 0 ? "" : " (no execution with fewer violates it)"
                : " (fewer than " + s.preemptions() + " were not ruled out" + (s.atLeast() == 0 ? ")" : "; " + s.atLeast()
                + " are needed)");
        return plural(s.preemptions(), "preemption") + fewer + ", " + plural(s.steps(), "step") + ", "
                + plural(s.requests(), "request") + ", " + plural(s.bios(), "bio");
    }

    private static String plural(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    /** {@code kworker0: puts io_end#0}. */
    static String who(FindingRecord f, int n) {
        return f.lane(f.step(n)).name() + ": " + Wording.what(f.step(n));
    }

    /** Name of the innermost function of a step, empty if not known. */
    static String function(FindingRecord f, Step step) {
        return step.stack().isEmpty() ? "" : f.functions().get(innermost(step)).name();
    }

    /** {@code fs/ext4/page-io.c @7b7a8665edd8}, as far as known. */
    static String place(Function function) {
        return function.file() + (function.commit().isEmpty() ? "" : (function.file().isEmpty() ? "" : " ") + "@"
                + shortCommit(function));
    }

    /** Twelve digits, and the mark of a parent if it is one. */
    private static String shortCommit(Function function) {
        return function.commit().replaceFirst("^([0-9a-f]{12})[0-9a-f]*", "$1");
    }

    static int innermost(Step step) {
        return step.stack().get(step.stack().size() - 1);
    }

    static int last(FindingRecord f) {
        return f.verdict().at().get(f.verdict().at().size() - 1);
    }

    /** How far the search that found it came. */
    static String search(FindingRecord f) {
        if (f.search().engine().equals(TRACE)) {
            return "none: this was recorded";
        }
        return f.search().engine() + ", " + count(f.search().executions()) + " executions, "
                + (f.search().complete() ? "search complete" : "search not complete");
    }

    /** {@code 1,234,567}. */
    static String count(long n) {
        return String.format(java.util.Locale.ROOT, "%,d", n);
    }

    static String replay(FindingRecord f) {
        return (f.search().engine().equals(TRACE) ? "endio trace-check '" : "endio replay '") + f.replay().line() + "'";
    }

    /** {@code V3_12 v3.12 7b7a8665edd8: title}; a patch has no commit, and a world of its own is of no kernel. */
    static String kernel(GenerationNote generation) {
        return Stream.of(generation.id(), generation.kernel(), generation.commit()).filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" ")) + ": " + generation.title();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.FindingRecord;
import endio.record.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses the steps that tell the story. An execution has hundreds; the violation is about a handful, and its reader
 * wants to see these, what they came from, and where threads gave way to each other, on one screen.
 */
final class Fold {
    /** So many rows are shown unless asked for all. */
    static final int ROWS = 20;

    private static final Map<String, Integer> WEIGHT = new HashMap<>();

    static {
        weigh(60, "crash", "assertion_failed", "warn_on");
        weigh(50, "issue", "queue_work", "aio_complete", "convert_end", "truncate_end", "read_saw", "dio_free",
                "io_end_free", "wq_destroyed");
        weigh(45, "return", "convert_begin", "bio_end", "truncate_begin", "work_start", "note", "ref");
        weigh(40, "io_end_put", "inode_dio_done", "end_io", "sleep", "wake", "put_super", "journal_destroy",
                "sync_end");
        weigh(35, "bio_submit", "set_unwritten", "io_end_get", "wq_publish", "wq_destroy");
        weigh(30, "get_block", "io_end_alloc", "dio_alloc", "inode_dio_get", "dio_wait_begin", "dio_wait_end",
                "work_end");
        weigh(20, "aio_set", "aio_get");
        weigh(25, "gathered", "spurious_wake", "sync_begin", "i_unwritten", "i_ioend_count", "inode_lock",
                "inode_unlock", "writeback");
        weigh(2, "get_block_begin", "io_end_set", "gather", "map", "alloc", "init_work", "set_defer");
        weigh(1, "locked", "unlocked", "might_sleep", "use", "log", "data_sem");
    }

    private static final int OTHER_EVENT = 15;
    private static final int OPERATION = 0;
    private static final int SAME_SUBJECT = 12;
    private static final int CAUSE = 6;
    private static final int FIRST_AFTER_SWITCH = 8;

    private Fold() {}

    private static void weigh(int weight, String... events) {
        for (String event : events) {
            WEIGHT.put(event, weight);
        }
    }

    /** Numbers of the steps to show, ascending: at most {@code rows}, among them all that the verdict names. */
    static TreeSet<Integer> shown(FindingRecord finding, int rows) {
        TreeSet<Integer> shown = marked(finding);
        Set<String> subjects = new HashSet<>();
        Set<Integer> causes = new HashSet<>();
        for (int n : shown) {
            subjects.addAll(subjects(finding.step(n)));
            past(finding, n, causes);
        }
        Set<String> shared = sharedCells(finding);
        boolean fewEvents = finding.steps().stream().filter(s -> s.said() && weight(s) > 2).count() < rows / 2;
        int last = shown.isEmpty() ? finding.steps().size() : shown.last();
        Map<Integer, Integer> scores = new HashMap<>();
        for (Step step : finding.steps()) {
            int score = weight(step);
            if (!step.said() && fewEvents && shared.contains(step.cell())) {
                score = OTHER_EVENT + (step.changed() ? CAUSE : 0);
            }
            if (score > 1) {
                score += subjects(step).stream().anyMatch(subjects::contains) ? SAME_SUBJECT : 0;
                score += causes.contains(step.n()) ? CAUSE : 0;
                score += step.switched() && step.said() ? FIRST_AFTER_SWITCH : 0;
                scores.put(step.n(), score);
            }
        }
        List<Integer> best = new ArrayList<>(scores.keySet());
        best.sort(Comparator.<Integer>comparingInt(n -> -scores.get(n)).thenComparingInt(n -> Math.abs(last - n))
                .thenComparingInt(n -> n));
        for (int n : best) {
            if (shown.size() >= rows) {
                break;
            }
            shown.add(n);
        }
        return shown;
    }

    /**
     * The steps that show the violation; without any, the last step of each context that waits, or of the execution.
     */
    static TreeSet<Integer> marked(FindingRecord finding) {
        TreeSet<Integer> marked = new TreeSet<>(finding.verdict().at());
        if (marked.isEmpty()) {
            Set<Integer> threads = new HashSet<>();
            finding.blocked().forEach(b -> threads.add(finding.lanes().get(b.lane()).thread()));
            for (int i = finding.steps().size(); i > 0; i--) {
                int thread = finding.lane(finding.step(i)).thread();
                if (finding.blocked().isEmpty() ? marked.isEmpty() : threads.remove(thread)) {
                    marked.add(i);
                }
            }
        }
        return marked;
    }

    private static int weight(Step step) {
        return step.said() ? WEIGHT.getOrDefault(step.event(), OTHER_EVENT) : OPERATION;
    }

    private static Set<String> subjects(Step step) {
        Set<String> subjects = new TreeSet<>();
        for (String field : List.of("req", "dio", "io_end", "bio", "wq", "work", "object")) {
            if (step.fields().containsKey(field) && step.number(field, 0) >= 0) {
                subjects.add(field + step.text(field));
            }
        }
        return subjects;
    }

    private static void past(FindingRecord finding, int n, Set<Integer> into) {
        List<Integer> open = new ArrayList<>(List.of(n));
        while (!open.isEmpty()) {
            for (int earlier : finding.step(open.remove(open.size() - 1)).happensAfter()) {
                if (into.add(earlier)) {
                    open.add(earlier);
                }
            }
        }
    }

    private static Set<String> sharedCells(FindingRecord finding) {
        Map<String, Integer> owner = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (Step step : finding.steps()) {
            if (!step.cell().isEmpty()) {
                int thread = finding.lane(step).thread();
                Integer first = owner.putIfAbsent(step.cell(), thread);
                if (first != null && first != thread) {
                    shared.add(step.cell());
                }
            }
        }
        return shared;
    }
}

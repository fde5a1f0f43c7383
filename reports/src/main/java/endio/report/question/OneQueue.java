// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report.question;

import endio.record.GenerationNote;
import endio.record.Question;
import endio.record.Question.Cell;
import endio.record.Question.Row;
import endio.record.Question.Word;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One queue for all super blocks with a limit on its concurrency, or one for each. */
final class OneQueue {
    private static final String FAMILY = "one-queue";
    private static final String EACH = "queue-each";
    private static final String ALL = "queue-all";
    /** Without {@code WQ_MEM_RECLAIM}: no answer to the question, but what the flag is for. */
    private static final String NOBODY = "queue-each-nobody";
    /** What being stuck looks like; all else is safety. */
    private static final Set<String> PROGRESS = Set.of("deadlock", "L1", "L7", "L11");

    private OneQueue() {}

    static Question answer(Evidence evidence) {
        List<Explored> all = evidence.explorations(e -> e.family().equals(FAMILY));
        List<GenerationNote> variants = evidence.variants(e -> e.family().equals(FAMILY));
        Map<String, String> workloads = new LinkedHashMap<>();
        all.forEach(e -> workloads.putIfAbsent(e.scenario(), e.title()));
        List<String> columns = new ArrayList<>(List.of("queue"));
        columns.addAll(workloads.keySet());
        columns.add("anything else violated");
        List<Row> rows = new ArrayList<>();
        List<GenerationNote> stuck = new ArrayList<>();
        List<GenerationNote> unsafe = new ArrayList<>();
        for (GenerationNote variant : variants) {
            List<Explored> mine = all.stream().filter(e -> e.generation().equals(variant.id())).toList();
            List<Cell> cells = new ArrayList<>();
            for (String workload : workloads.keySet()) {
                cells.add(progress(mine.stream().filter(e -> e.scenario().equals(workload)).toList()));
            }
            if (cells.stream().anyMatch(c -> c.word() == Word.BAD)) {
                stuck.add(variant);
            }
            Cell safety = safety(mine);
            if (safety.word() == Word.BAD) {
                unsafe.add(variant);
            }
            cells.add(safety);
            rows.add(new Row(variant.title(), cells));
        }
        List<String> notes = new ArrayList<>();
        workloads.forEach((id, title) -> notes.add(id + ": " + title + "."));
        notes.add("The file systems are ext4 of v4.6 on loop devices in direct mode. A completion above waits for one below when its "
                + "conversion needs room in the journal: metadata is written back through the loop device into unwritten blocks "
                + "of the file below.");
        notes.add("Without memory for workers one rescuer runs the items of a queue, one at a time.");
        return new Question(FAMILY,
                "One queue for all super blocks with a limit on its concurrency, or one queue for each?",
                Evidence.answer(all, sentence(variants, stuck, unsafe)), Evidence.state(all), columns, rows,
                notes,
                Evidence.ids(all));
    }

    private static Cell progress(List<Explored> explorations) {
        for (Explored e : explorations) {
            Optional<Found> found = Evidence.found(e, "deadlock");
            if (found.isPresent()) {
                return new Cell("✗ waits for ever", Word.BAD, found.get().folder());
            }
        }
        return explorations.isEmpty() ? Cell.of("") : Evidence.complete(explorations) ? new Cell("✓ gets done", Word.GOOD, "")
                : new Cell("not searched through", Word.OPEN, "");
    }

    private static Cell safety(List<Explored> explorations) {
        List<Found> found = explorations.stream().flatMap(e -> e.found().stream())
                .filter(f -> !PROGRESS.contains(f.property())).toList();
        if (!found.isEmpty()) {
            return new Cell("✗ " + Evidence.list(found.stream().map(Found::property).distinct().toList()), Word.BAD,
                    found.get(0).folder());
        }
        return Evidence.complete(explorations) ? new Cell("✓ nothing", Word.GOOD, "")
                : new Cell("not searched through", Word.OPEN, "");
    }

    private static String sentence(List<GenerationNote> variants, List<GenerationNote> stuck, List<GenerationNote> unsafe) {
        List<String> all = titles(stuck, ALL);
        List<String> each = titles(stuck.stream().filter(g -> !g.id().equals(NOBODY)).toList(), EACH);
        String progress;
        if (all.isEmpty() && each.isEmpty()) {
            progress = "Both get every completion done.";
        } else if (each.isEmpty()) {
            progress = "One for each: it gets every completion done, with any max_active and with no more than its rescuer. With one "
                    + "for all, completions that wait for each other fill its slots and wait for ever ("
                    + Evidence.list(all) + ").";
        } else if (all.isEmpty()) {
            progress = "One for all: with a queue for each, completions wait for ever (" + Evidence.list(each) + ").";
        } else {
            progress = "Neither: completions wait for ever with " + Evidence.list(each) + " and with " + Evidence.list(all) + ".";
        }
        String safety = unsafe.isEmpty() ? " In safety they do not differ: nothing is violated with either."
                : " Other properties are violated with " + Evidence.list(unsafe.stream().map(GenerationNote::title).toList()) + ".";
        boolean asked = variants.stream().anyMatch(g -> g.id().equals(NOBODY));
        String rescuer = !asked ? "" : stuck.stream().anyMatch(g -> g.id().equals(NOBODY))
                ? " Without WQ_MEM_RECLAIM a queue for each waits for ever, too, once there is no memory for workers."
                : " WQ_MEM_RECLAIM makes no difference.";
        return progress + rescuer + safety;
    }

    private static List<String> titles(List<GenerationNote> variants, String prefix) {
        return variants.stream().filter(g -> g.id().startsWith(prefix)).map(GenerationNote::title).toList();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report.question;

import endio.record.GenerationNote;
import endio.record.Question;
import endio.record.Question.Cell;
import endio.record.Question.Row;
import endio.record.Question.Word;
import endio.record.RunRecord.Explored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether "to be completed in process context" is better kept in a flag of the buffer head than elsewhere. */
final class Decision {
    /** Scenarios in which nothing fails, so that what is lost is lost by whoever carries it. */
    static final Set<String> FAMILIES = Set.of("defer", "ext4", "pointer", "xfs");
    private static final String FAILS = "error|no-queue|no-memory|nothing";
    private static final Map<String, String> CARRIED = carried();

    private Decision() {}

    /** Where each generation keeps it: what the code is, not what comes of it. */
    private static Map<String, String> carried() {
        Map<String, String> carried = new LinkedHashMap<>();
        carried.put("V3_11", "inode's pointer to an io_end");
        carried.put("V3_12", "flag of the buffer head, and the inode's pointer");
        carried.put("V3_12Osync", "flag of the buffer head, and the inode's pointer");
        for (String later : List.of("V4_6", "V4_15", "V5_3")) {
            carried.put(later, "flag of the buffer head, io_end in b_private");
        }
        return carried;
    }

    private static String carried(GenerationNote generation) {
        return generation.id().matches("I\\d.*") ? "flags of the iomap_dio" : CARRIED.getOrDefault(generation.id(), "");
    }

    static Question answer(Evidence evidence) {
        List<GenerationNote> kernels = evidence.kernels();
        List<Explored> all = evidence.explorations(e -> FAMILIES.contains(e.family())
                && !e.scenario().matches(".*(" + FAILS + ").*")
                && kernels.stream().anyMatch(g -> g.id().equals(e.generation())));
        List<String> columns = List.of("generation", "kept in", "deferral kept (S20)", "conversion of its own request (S49)",
                "conversion in process context (S2)");
        List<Row> rows = new ArrayList<>();
        List<String> deferral = new ArrayList<>();
        List<String> conversion = new ArrayList<>();
        List<String> neither = new ArrayList<>();
        for (GenerationNote g : kernels) {
            List<Explored> mine = all.stream().filter(e -> e.generation().equals(g.id())).toList();
            if (mine.isEmpty()) {
                continue;
            }
            Cell kept = Evidence.cell(mine, "S20", "✓ kept", "✗ lost");
            Cell own = Evidence.cell(mine, "S49", "✓ its own", "✗ lost or another's");
            rows.add(new Row(g.id(), List.of(Cell.of(carried(g)), kept, own,
                    Evidence.cell(mine, "S2", "✓ always", "✗ not always"))));
            if (kept.word() == Word.BAD) {
                deferral.add(g.id());
            }
            if (own.word() == Word.BAD) {
                conversion.add(g.id());
            }
            if (kept.word() != Word.BAD && own.word() != Word.BAD) {
                neither.add(g.id());
            }
        }
        return new Question("flag-or-elsewhere",
                "Is a flag of the buffer head a good place for the decision to complete in process context?",
                Evidence.answer(all, sentence(deferral, conversion, neither)), Evidence.state(all), columns, rows,
                List.of("Judged over the scenarios in which no bio, allocation or conversion fails: what is lost there is lost by "
                        + "whoever carries it."),
                Evidence.ids(all));
    }

    private static String sentence(List<String> deferral, List<String> conversion, List<String> neither) {
        String flag = deferral.isEmpty() ? "The flag loses no deferral in any generation."
                : "A deferral that was asked for is lost in " + Evidence.list(deferral) + ".";
        String pointer = conversion.isEmpty() ? " No conversion is lost or put on another request."
                : " A conversion is lost, or put on another request, in " + Evidence.list(conversion) + ", where ext4 carries it in "
                        + Evidence.list(conversion.stream().map(g -> CARRIED.getOrDefault(g, "a place of its own")).distinct()
                        .toList())
                        + ".";
        String rest = conversion.isEmpty() && deferral.isEmpty() || neither.isEmpty() ? ""
                : " Nothing is lost in " + Evidence.list(neither) + ".";
        return flag + pointer + rest;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import static org.assertj.core.api.Assertions.assertThat;

import endio.conform.core.CoreSuite;
import endio.conform.ext4.Ext4Suite;
import endio.event.Event;
import endio.property.Ending;
import endio.property.Judge;
import endio.property.Monitor;
import endio.property.Properties;
import endio.property.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The golden lists carry notes on what was wrong in a run of the kernel's code. Nobody compares them with the model's
 * events, so they are an independent judge: where a note says that something was wrong, the property that is about it
 * is violated by the model's run, and nowhere else.
 */
class PropertiesAgreeWithNotesTest {

    /** A line, and the properties that the model's run of it violates. */
    private record Judged(String id, String notes, boolean endIo, Set<String> violated) {}

    @ParameterizedTest
    @ValueSource(strings = {"pre-7b7a8665", "7b7a8665", "187372a3", "v4.15", "v5.3"})
    void onTheCore(String kernel) {
        List<Judged> lines = judge(new CoreSuite(), kernel);
        assertThat(lines).hasSize(485);
        exactly(lines, "S3", "sleeping call in irq");
        exactly(lines, "S23", line -> line.notes.contains("unwritten blocks converted although")
                && line.violated.contains("S24"));
        onlyWith(lines, "S22", "a bio failed but", "a user page faulted but");
        always(lines, "S22", "a bio failed but");
        onlyWith(lines, "S46", "is not an error code", "a bio failed but");
        always(lines, "S46", "is not an error code", "a bio failed but");
        assertThat(lines.stream().filter(line -> line.violated.contains("S1")))
                .allMatch(line -> !line.endIo || line.notes.contains("a bio failed but"));
        assertThat(allViolated(lines)).isSubsetOf("S1", "S2", "S3", "S20", "S22", "S23", "S24", "S33", "S46", "S49");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4/pre-7b7a8665", "ext4/7b7a8665", "ext4/v5.3"})
    void onExt4(String kernel) {
        List<Judged> lines = judge(new Ext4Suite(), kernel);
        exactly(lines, "S1", "success while");
        exactly(lines, "S2", "conversion in interrupt context");
        exactly(lines, "S3", "sleeping call in irq");
        exactly(lines, "S13", "heap-use-after-free");
        exactly(lines, "S39", line -> line.id.equals("wbdio-gberr") && kernel.contains("pre"));
        always(lines, "S22", "(the conversion had failed)", "returned success while");
        always(lines, "S49", "set the inode's bit instead", "writeback flagged the io_end of a direct write");
        assertThat(allViolated(lines))
                .isSubsetOf("S1", "S2", "S3", "S13", "S22", "S23", "S24", "S39", "S41", "S49", "Q2");
    }

    private static Set<String> allViolated(List<Judged> lines) {
        Set<String> all = new TreeSet<>();
        lines.forEach(line -> all.addAll(line.violated));
        return all;
    }

    private static void exactly(List<Judged> lines, String property, String note) {
        exactly(lines, property, line -> line.notes.contains(note));
    }

    private static void exactly(List<Judged> lines, String property, Predicate<Judged> where) {
        assertThat(lines.stream().filter(line -> line.violated.contains(property))).as(property)
                .containsExactlyElementsOf(lines.stream().filter(where).toList());
    }

    private static void always(List<Judged> lines, String property, String... notes) {
        assertThat(lines.stream().filter(line -> has(line, notes))).as(property)
                .allMatch(line -> line.violated.contains(property));
    }

    private static void onlyWith(List<Judged> lines, String property, String... notes) {
        assertThat(lines.stream().filter(line -> line.violated.contains(property))).as(property)
                .allMatch(line -> has(line, notes));
    }

    private static boolean has(Judged line, String... notes) {
        return List.of(notes).stream().anyMatch(line.notes::contains);
    }

    private static List<Judged> judge(Suite suite, String list) {
        Map<Class<? extends Event>, List<Property>> hearers = new HashMap<>();
        List<Judged> lines = new ArrayList<>();
        Goldens.read(list, line -> {
            Set<String> violated = violated(suite.run(line), hearers);
            boolean[] endIo = {true};
            line.scenario().path("requests").forEach(request -> endIo[0] &= request.path("end_io").asBoolean(true));
            lines.add(new Judged(line.id(), line.json().path("notes").asText(""), endIo[0], violated));
        });
        return lines;
    }

    /** A scripted run has one order, the one in which it happened. */
    private static Set<String> violated(Observed observed, Map<Class<? extends Event>, List<Property>> hearers) {
        Map<Property, Monitor> monitors = new LinkedHashMap<>();
        Properties.all().forEach(property -> monitors.put(property, property.monitor()));
        Findings findings = new Findings();
        int at = 0;
        for (Observed.Heard heard : observed.heard()) {
            List<Property> who = hearers.computeIfAbsent(heard.event().getClass(), type -> Properties.all().stream()
                    .filter(property -> property.hears().stream().anyMatch(kind -> kind.isAssignableFrom(type)))
                    .toList());
            for (Property property : who) {
                findings.judging = property.id();
                monitors.get(property).on(at, heard.who(), heard.event(), findings);
            }
            at++;
        }
        boolean crashed = observed.outcome().get("final").isNull();
        Ending ending = crashed ? new Ending(Ending.Kind.CRASHED, List.of()) : Ending.QUIESCENT;
        monitors.forEach((property, monitor) -> {
            findings.judging = property.id();
            monitor.end(ending, findings);
        });
        return findings.violated;
    }

    /** Keeps which properties are violated. */
    private static final class Findings implements Judge {
        private final Set<String> violated = new LinkedHashSet<>();
        private String judging = "";

        @Override
        public boolean before(int a, int b) {
            return a < b;
        }

        @Override
        public void judged() {
            // What counts here is what was found, not what was looked at.
        }

        @Override
        public void violated(String sentence, int... at) {
            violated.add(judging);
        }
    }
}

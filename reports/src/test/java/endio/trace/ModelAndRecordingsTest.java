// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import static org.assertj.core.api.Assertions.assertThat;

import endio.event.BioEvent.BioEnd;
import endio.event.BioEvent.BioSubmit;
import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.RequestEvent.Issue;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.property.Ending;
import endio.property.Judge;
import endio.property.Monitor;
import endio.property.Needs;
import endio.property.Property;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.Generation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An order that a kernel has shown and that the model does not allow is a fault of the model or of the reader. */
class ModelAndRecordingsTest {
    /** Collects the orders of executions with one direct request; judges nothing. */
    private record Listening(Orders orders) implements Property {
        @Override
        public String id() {
            return "orders";
        }

        @Override
        public String title() {
            return "orders";
        }

        @Override
        public String statement() {
            return "Which steps may come before which.";
        }

        @Override
        public Needs needs() {
            return Needs.TOTAL_ORDER;
        }

        @Override
        public Set<Class<? extends Event>> hears() {
            return Set.of(Event.class);
        }

        @Override
        public Monitor monitor() {
            List<Event> events = new ArrayList<>();
            List<Integer> at = new ArrayList<>();
            Set<Integer> bios = new HashSet<>();
            return new Monitor() {
                @Override
                public void on(int position, Context where, Event event, Judge judge) {
                    if (event instanceof BioSubmit e && e.req() >= 0) {
                        bios.add(e.bio());
                    }
                    if (!Orders.step(event).isEmpty() && ofARequest(event)) {
                        events.add(event);
                        at.add(position);
                    }
                }

                private boolean ofARequest(Event event) {
                    return event instanceof BioSubmit e ? e.req() >= 0
                            : event instanceof BioEnd e ? bios.contains(e.bio())
                            : event instanceof QueueWork e ? e.dio() >= 0
                            : event instanceof WorkStart e ? e.dio() >= 0
                            : event instanceof WorkEnd e ? e.dio() >= 0
                            : event instanceof ConvertBegin begun ? begun.req() >= 0
                            : !(event instanceof ConvertEnd end) || end.req() >= 0;
                }

                @Override
                public void end(Ending ending, Judge judge) {
                    if (events.stream().filter(e -> e instanceof Issue).count() == 1) {
                        orders.add(events, (a, b) -> judge.before(at.get(a), at.get(b)));
                    }
                }
            };
        }
    }

    static Orders model(List<String> generations) {
        Orders orders = new Orders();
        for (Entry entry : Catalogue.load().entries()) {
            if (generations.contains(entry.generation().id())) {
                Explorer.explore(entry.program(), ExploreOptions.DEFAULT.withProperties(List.of(new Listening(orders)))
                        .withMaxExecutions(300).withMaxSteps(entry.scenario().maxSteps())
                                .withBudget(Duration.ofSeconds(5)));
            }
        }
        return orders;
    }

    static Orders recorded(Engine engine) {
        Orders orders = new Orders();
        for (String recording : Recordings.all()) {
            if (recording.matches("[^/]*/(ext|xfs|format|quirk).*") != (engine == Engine.IOMAP)) {
                continue;
            }
            try (InputStream in = Recordings.open(recording)) {
                new TraceCheck(TraceCheck.Options.DEFAULT).listen((where, events) -> orders.addRecorded(events))
                        .check(in, recording);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return orders;
    }

    private static void table(String name, Orders model, Orders recorded) throws IOException {
        TreeSet<String> all = new TreeSet<>(model.edges().keySet());
        all.addAll(recorded.edges().keySet());
        List<String> lines = new ArrayList<>();
        for (String edge : all) {
            boolean m = model.edges().containsKey(edge);
            boolean r = recorded.edges().containsKey(edge);
            lines.add((m && r ? "both      " : m ? "model     " : "RECORDING ") + edge + " " + recorded.edges()
                    .getOrDefault(edge, 0));
        }
        Files.createDirectories(Path.of("target/orders"));
        Files.write(Path.of("target/orders/" + name + ".txt"), lines);
    }

    /** What recordings show and no scenario of the catalogue can: a reason for each. */
    private static boolean beyondTheScenarios(String edge) {
        // No scenario has an O_(D)SYNC request; the lists of the kernel's own events hold that order, and S26 judges
        // it.
        return edge.contains("fsync")
                // OCFS2 converts extent by extent; the model's file systems convert a request's range at once.
                || edge.equals("converted < convert");
    }

    private static void conforms(String name, List<String> generations, Engine engine) throws IOException {
        Orders model = model(generations);
        Orders recorded = recorded(engine);
        table(name, model, recorded);
        List<String> onlyRecorded = new ArrayList<>(recorded.edges().keySet());
        onlyRecorded.removeAll(model.edges().keySet());
        assertThat(onlyRecorded).as("orders that only a recording shows")
                .filteredOn(edge -> !beyondTheScenarios(edge)).isEmpty();
        assertThat(recorded.edges().keySet()).as("orders that both show").filteredOn(model.edges()::containsKey)
                .hasSizeGreaterThan(100);
    }

    @Test
    void everyOrderOfTheLegacyEngineThatWasRecordedIsOneOfTheModel() throws IOException {
        conforms("legacy", List.of("V4_15", "V5_3"), Engine.LEGACY);
    }

    @Test
    void everyOrderOfIomapThatWasRecordedIsOneOfTheModel() throws IOException {
        List<String> iomap = Catalogue.load().generations().stream().map(Generation::id)
                .filter(id -> id.matches("I[23]_V6_.*")).toList();
        assertThat(iomap).as("generations of iomap like those recorded").isNotEmpty();
        conforms("iomap", iomap, Engine.IOMAP);
    }

    /** A model that completes before the count drops does not allow what was recorded: the comparison can fail. */
    @Test
    void aBrokenModelDoesNotConform() {
        Orders model = model(Catalogue.load().generations().stream().map(Generation::id)
                .filter(id -> id.contains("complete-before-done")).toList());
        assertThat(model.edges()).isNotEmpty().doesNotContainKey("inode_dio_end < complete");
        assertThat(recorded(Engine.LEGACY).edges()).containsKey("inode_dio_end < complete");
    }
}

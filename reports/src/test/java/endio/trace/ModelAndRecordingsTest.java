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
    private static final RvAutomaton.Coverage COVERAGE = new RvAutomaton.Coverage();

    static Orders model(List<String> generations) {
        Orders orders = new Orders();
        ModelOrders listener = new ModelOrders(orders, COVERAGE);
        for (Entry entry : Catalogue.load().entries()) {
            if (generations.contains(entry.generation().id())) {
                Explorer.explore(entry.program(), ExploreOptions.DEFAULT.withProperties(List.of(listener))
                        .withMaxExecutions(300).withMaxSteps(entry.scenario().maxSteps())
                                .withBudget(Duration.ofSeconds(5)));
            }
        }
        return orders;
    }

    static Orders recorded(Engine engine) {
        Orders orders = new Orders();
        for (String recording : Recordings.all()) {
            try (InputStream in = Recordings.open(recording)) {
                new TraceCheck(TraceCheck.Options.DEFAULT).listen((by, where, events) -> {
                    if (by == engine) {
                        orders.addRecorded(events);
                    }
                })
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

    private static void conforms(String name, List<String> generations, Engine engine) throws IOException {
        Orders model = model(generations);
        Orders recorded = recorded(engine);
        table(name, model, recorded);
        List<String> onlyRecorded = new ArrayList<>(recorded.edges().keySet());
        onlyRecorded.removeAll(model.edges().keySet());
        assertThat(onlyRecorded).as("orders that only a recording shows").isEmpty();
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
        assertThat(model.edges()).isNotEmpty().doesNotContainKey("write: inode_dio_end < complete");
        assertThat(recorded(Engine.LEGACY).edges()).containsKey("write: inode_dio_end < complete");
    }
}

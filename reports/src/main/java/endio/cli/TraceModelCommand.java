// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.OrderTable;
import endio.record.OrdersRecord;
import endio.record.Plain;
import endio.record.Records;
import endio.report.OrdersPage;
import endio.scenario.Catalogue;
import endio.scenario.Generation;
import endio.trace.Engine;

import endio.trace.Orders;
import endio.trace.RvAutomaton;
import endio.trace.TraceCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio trace-model}: what kernels were recorded doing beside what the model does. */
@Command(name = "trace-model", description = {"Compares recordings with the model: steps of requests and their orders, and the edges of the properties' automata,",
    "each seen in both, in the model alone, in a recording alone, or in neither."},
        footer = {"", "An order that only a recording shows is a fault of the model, or of what reads the recording: exit code 1.",
            "An order that only the model shows was never recorded; that says nothing against either.", "",
            "Examples:", "  endio trace-model traces/*.ftrace.txt",
            "  endio trace-model --all --generation V5_3 traces/vfat-*.txt -o out"})
final class TraceModelCommand implements Callable<Integer> {
    private final Endio endio;

    @Mixin
    Common.Output output = new Common.Output();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "recordings, plain or .gz")
    List<Path> files = new ArrayList<>();

    @Option(names = "--generation", paramLabel = "G", split = ",",
            description = "generations that the kernels should be (default: those like 6.1 and 6.12)")
    List<String> generations = new ArrayList<>();

    @Option(names = "--all", description = "list everything, not only what a recording alone shows")
    boolean all;

    @Option(names = {"-o", "--out"}, paramLabel = "DIR", description = "write the tables to its folder 'traces', as a page and as JSON")
    @Nullable Path out;

    TraceModelCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = endio.catalogue();
        List<Generation> given = generations.stream().map(id -> catalogue.generation(id)
                .orElseThrow(() -> new Refusal("no generation " + Plain.line(id)))).toList();
        RvAutomaton.Coverage recordedEdges = new RvAutomaton.Coverage();
        RvAutomaton.Coverage modelEdges = new RvAutomaton.Coverage();
        List<OrderTable> tables = new ArrayList<>();
        Map<Engine, Orders> recorded = read(recordedEdges);
        if (recorded.isEmpty()) {
            throw new Refusal(ExitCode.NOTHING, "the recordings show no direct I/O that is over");
        }
        recorded.forEach((engine, orders) -> {
            List<Generation> side = given.isEmpty() ? ModelSide.recorded(catalogue, engine)
                    : given.stream().filter(g -> ModelSide.engine(g) == engine).toList();
            Orders model = new ModelSide(catalogue, modelEdges).run(side).orders;
            String of = engine.file() + " (" + (side.isEmpty() ? "none of the given generations"
                    : String.join(" ", side.stream().map(Generation::id).toList())) + ")";
            tables.add(OrderTable.of("steps of " + of, model.steps(), orders.steps()));
            tables.add(OrderTable.of("orders of " + of, model.edges(), orders.edges()));
        });
        int compared = tables.size();
        for (String property : RvAutomaton.properties()) {
            tables.add(OrderTable.of("edges of the automaton of " + property, modelEdges.edges(property),
                    recordedEdges.edges(property)));
        }
        boolean conforms = tables.subList(0, compared).stream().allMatch(t -> t.seen("only a recording").isEmpty());
        PrintStream people = output.json ? endio.console().err() : endio.console().out();
        people.println((conforms ? "the model allows all that was recorded" : "the model does not allow all that was recorded"));
        tables.forEach(table -> print(table, tables.indexOf(table) < compared, people));
        if (output.json) {
            tables.forEach(table -> endio.console().out().println(Records.line(Map.of("type", "trace-model", "what", table.what(),
                    "rows", table.rows().stream().map(TraceModelCommand::json).toList()))));
        }
        write(tables, conforms);
        return (conforms ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED).number();
    }

    private Map<Engine, Orders> read(RvAutomaton.Coverage coverage) {
        Map<Engine, Orders> recorded = new LinkedHashMap<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                boolean sound = new TraceCheck(TraceCheck.Options.DEFAULT).listen((engine, where, events) -> {
                    recorded.computeIfAbsent(engine, e -> new Orders()).addRecorded(events);
                    coverage.follow(where, events);
                }).check(in, file.toString()).sound();
                if (!sound) {
                    throw new Refusal(Plain.line(file.toString()) + ": the input is not sound; 'endio trace-check' tells why");
                }
            } catch (IOException e) {
                throw new Refusal(Plain.line(file.toString()) + ": " + Plain.words(e));
            }
        }
        return recorded;
    }

    private void print(OrderTable table, boolean compared, PrintStream to) {
        to.println(table.what() + ": " + table.counts());
        for (OrderTable.Row row : table.rows()) {
            if (all || compared && row.seen().equals("only a recording")) {
                to.printf("  %-17s %s (model %,d, recorded %,d)%n", row.seen(), row.name(), row.model(), row.recorded());
            }
        }
    }

    private static Map<String, Object> json(OrderTable.Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", row.name());
        json.put("seen", row.seen());
        json.put("model", row.model());
        json.put("recorded", row.recorded());
        return json;
    }

    private void write(List<OrderTable> tables, boolean conforms) {
        Path target = out;
        if (target == null) {
            return;
        }
        OrdersRecord record = new OrdersRecord(OrdersRecord.SCHEMA, files.size(), conforms, tables);
        try (Folder folder = Folder.open(target.resolve(Folder.TRACES))) {
            folder.write(Records.RUN_FILE, Records.write(record));
            folder.write("index.html", OrdersPage.html(record));
            folder.publish();
        }
        Folder.index(target);
    }
}

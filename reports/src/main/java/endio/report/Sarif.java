// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import static endio.report.Json.object;

import endio.record.FindingRecord;
import endio.record.FindingRecord.Function;
import endio.record.FindingRecord.Lane;
import endio.record.PropertyNote;
import endio.record.Records;
import endio.record.RunRecord;
import endio.record.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A run as SARIF 2.1.0. The first code flow tells the whole interleaving as one thread flow, since common viewers show
 * no other; the second has a thread flow a context, tied together by {@code executionOrder}. Steps that do not matter
 * are left out first, to stay within what hosts take.
 */
public final class Sarif {
    /** Locations of one result in both flows together; hosts show 1,000, and take files of some megabytes. */
    static final int MOST_LOCATIONS = 240;
    private static final String ROOT = "SRCROOT";

    private Sarif() {}

    /** The file. */
    public static String of(RunRecord run, List<FindingRecord> findings) {
        List<String> rules = run.properties().stream().map(PropertyNote::id).toList();
        List<Object> results = new ArrayList<>();
        for (FindingRecord finding : told(run, findings)) {
            results.add(result(finding, rules.indexOf(finding.property().id())));
        }
        Map<String, Object> driver = object("name", run.tool().name(), "semanticVersion", version(run.tool().version()),
                "version", run.tool().version(), "rules", run.properties().stream().map(Sarif::rule).toList());
        Map<String, Object> invocation = object("executionSuccessful", run.verdict().exit() != 70, "exitCode",
                run.verdict().exit(),
                "exitCodeDescription", run.verdict().word());
        Map<String, Object> sarifRun = object("tool", object("driver", driver), "automationDetails",
                object("id", "endio/" + run.settings().command() + "/"), "originalUriBaseIds",
                object(ROOT, object("description", object("text", "The root of the repository."))), "invocations",
                List.of(invocation),
                "columnKind", "unicodeCodePoints", "results", results);
        return Records.line(object("$schema", "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0",
                "runs",
                List.of(sarifRun))) + "\n";
    }

    /** All that is not expected, and of what is known the simplest scenario of each bug. */
    private static List<FindingRecord> told(RunRecord run, List<FindingRecord> findings) {
        Set<String> simplest = FoundTogether.of(run).stream().map(g -> g.first().found().folder())
                .collect(Collectors.toSet());
        return findings.stream()
                .filter(f -> !f.verdict().expected() || simplest.contains("findings/" + f.slug())).toList();
    }

    private static String version(String version) {
        return version.matches("\\d+\\.\\d+\\.\\d+.*") ? version : "0.0.0";
    }

    private static Map<String, Object> rule(PropertyNote property) {
        return object("id", property.id(), "name", property.title(), "shortDescription", text(property.title()),
                "fullDescription",
                text(property.statement()), "help", object("text", property.statement(), "markdown", "**"
                + property.id() + "** "
                        + property.statement()), "defaultConfiguration", object("level", "error"));
    }

    private static Map<String, Object> result(FindingRecord f, int rule) {
        TreeSet<Integer> marked = Fold.marked(f);
        TreeSet<Integer> told = told(f);
        Map<String, Object> result = object("ruleId", f.property().id());
        if (rule >= 0) {
            result.put("ruleIndex", rule);
        }
        result.put("kind", "fail");
        result.put("level", f.verdict().expected() ? "note" : "error");
        result.put("message", text(sentence(f)));
        if (!marked.isEmpty()) {
            result.put("locations", List.of(location(f, f.step(marked.last()), "")));
            List<Object> related = new ArrayList<>();
            marked.headSet(marked.last()).forEach(n -> related.add(location(f, f.step(n), Sentences.who(f, n))));
            if (!related.isEmpty()) {
                result.put("relatedLocations", related);
            }
        }
        result.put("partialFingerprints", object("scheduleShape/v1", shape(f)));
        if (!told.isEmpty()) {
            result.put("codeFlows", List.of(interleaving(f, told, marked), contexts(f, told, marked)));
        }
        result.put("attachments", List.of(object("description", text("The execution, to step through."),
                "artifactLocation",
                object("uri", "findings/" + f.slug() + "/finding.html"))));
        result.put("properties", object("replay", f.replay().line(), "scenario", f.scenario().id(), "generation",
                f.generation().id(),
                "known", f.verdict().because(), "stepsTold", told.size(), "steps", f.steps().size()));
        return result;
    }

    /** The steps to tell: all, or if they are too many those that matter most. */
    private static TreeSet<Integer> told(FindingRecord f) {
        TreeSet<Integer> all = new TreeSet<>();
        f.steps().forEach(s -> all.add(s.n()));
        return all.size() * 2 <= MOST_LOCATIONS ? all : Fold.shown(f, MOST_LOCATIONS / 2);
    }

    private static String sentence(FindingRecord f) {
        String swap = Sentences.swap(f);
        return full(f.verdict().sentence()) + (swap.isEmpty() ? "" : " " + swap) + " Scenario " + f.scenario().id()
                + " of "
                + f.generation().id() + ".";
    }

    private static String full(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static Map<String, Object> interleaving(FindingRecord f, TreeSet<Integer> told, TreeSet<Integer> marked) {
        List<Object> steps = new ArrayList<>();
        told.forEach(n -> steps.add(flowLocation(f, f.step(n), marked)));
        return object("message", text("The interleaving, every context in one line of time."), "threadFlows",
                List.of(object("id", "schedule", "locations", steps)));
    }

    private static Map<String, Object> contexts(FindingRecord f, TreeSet<Integer> told, TreeSet<Integer> marked) {
        List<Object> flows = new ArrayList<>();
        for (int i = 0; i < f.lanes().size(); i++) {
            Lane lane = f.lanes().get(i);
            List<Object> steps = new ArrayList<>();
            int index = i;
            told.stream().filter(n -> f.step(n).lane() == index)
                    .forEach(n -> steps.add(flowLocation(f, f.step(n), marked)));
            if (!steps.isEmpty()) {
                flows.add(object("id", i + "/" + lane.name(), "message", text(lane.kind() + " " + lane.name()),
                        "locations", steps));
            }
        }
        return object("message", text("The same, by context."), "threadFlows", flows);
    }

    private static Map<String, Object> flowLocation(FindingRecord f, Step step, TreeSet<Integer> marked) {
        Map<String, Object> location = object("location", location(f, step, Sentences.who(f, step.n())),
                "executionOrder", step.n(),
                "nestingLevel", Math.max(0, step.stack().size() - 1), "importance",
                marked.contains(step.n()) ? "essential" : step.said() ? "important" : "unimportant");
        List<String> kinds = kinds(step, marked);
        if (!kinds.isEmpty()) {
            location.put("kinds", kinds);
        }
        if (step.changed()) {
            location.put("state", object(step.cell(), text(step.after())));
        }
        return location;
    }

    private static List<String> kinds(Step step, TreeSet<Integer> marked) {
        List<String> kinds = new ArrayList<>(switch (step.said() ? step.event() : step.op()) {
            case "locked", "inode_lock", "LOCK", "DOWN_READ", "DOWN_WRITE" -> List.of("acquire", "lock");
            case "unlocked", "inode_unlock", "UNLOCK", "UP_READ", "UP_WRITE" -> List.of("release", "lock");
            case "dio_alloc", "io_end_alloc", "io_end_get", "alloc", "wq_alloc", "inode_dio_get" ->
                    List.of("acquire", "resource");
            case "dio_free", "io_end_free", "io_end_put", "free", "wq_destroyed", "inode_dio_done" ->
                    List.of("release", "resource");
            case "queue_work", "bio_submit" -> List.of("call", "function");
            case "work_start", "end_io" -> List.of("enter", "function");
            case "work_end", "return" -> List.of("exit", "function");
            case "bio_end" -> List.of("enter", "handler");
            case "CHOOSE" -> List.of("branch");
            default -> step.said() ? List.<String>of() : List.of("memory", "value");
        });
        if (marked.contains(step.n())) {
            kinds.add(step.n() == marked.last() ? "danger" : "caution");
        }
        return kinds;
    }

    private static Map<String, Object> location(FindingRecord f, Step step, String message) {
        Map<String, Object> location = object();
        if (!step.stack().isEmpty()) {
            Function function = f.functions().get(Sentences.innermost(step));
            String path = path(function);
            if (!path.isEmpty() && step.line() > 0) {
                location.put("physicalLocation", object("artifactLocation", object("uri", path, "uriBaseId", ROOT),
                        "region",
                        object("startLine", step.line())));
            }
            location.put("logicalLocations", List.of(object("name", function.name(), "fullyQualifiedName",
                    function.file().isEmpty() ? function.name() : function.file() + ":" + function.name(), "kind",
                    "function")));
        }
        if (!message.isEmpty()) {
            location.put("message", text(message));
        }
        return location;
    }

    /** Where the model's line is, from the root of the repository; empty for code that is not in it. */
    static String path(Function function) {
        return function.source().startsWith("endio/") ? "model/src/main/java/" + function.source() : "";
    }

    /** The same for two findings that differ in numbers alone: kinds of context, operations and types of objects. */
    static String shape(FindingRecord f) {
        StringBuilder shape = new StringBuilder(f.property().id());
        for (int n : Fold.shown(f, Fold.ROWS)) {
            Step step = f.step(n);
            shape.append('|').append(f.lane(step).kind()).append(' ').append(step.event()).append(step.op()).append(' ')
                    .append(step.cell().replaceAll("[0-9]+", ""));
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(shape.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> text(String text) {
        return object("text", text.isEmpty() ? "-" : text);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.cli.MergeCommand.ShardResults;
import endio.explore.Finding;
import endio.explore.Rank;
import endio.record.FindingRecord;
import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Measure;
import endio.record.RunRecord.Reach;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One run out of shards of it. */
final class Union {
    private final List<ShardResults> shards;
    private final List<Integer> missing;
    private final List<FindingRecord> findings = new ArrayList<>();

    /**
     * @param shards of one run, at least one, each once
     * @param missing those that are not among them
     */
    Union(List<ShardResults> shards, List<Integer> missing) {
        this.shards = shards;
        this.missing = missing;
    }

    /** What is known together. */
    RunRecord run(boolean requireComplete) {
        RunRecord first = shards.get(0).run();
        List<Explored> explored = first.explorations().stream().map(e -> explored(e.id())).toList();
        RunRecord open = with(first, explored, new RunRecord.Verdict(0, ""));
        ExitCode code = open.unexpected() > 0 || open.missing() > 0 ? ExitCode.NOT_AS_EXPECTED
                : requireComplete && open.incomplete() > 0 ? ExitCode.INCOMPLETE : ExitCode.AS_EXPECTED;
        return with(first, explored, new RunRecord.Verdict(code.number(), code.word()));
    }

    /** Of what was found, as {@link #run} chose. */
    List<FindingRecord> findings() {
        return findings;
    }

    private static RunRecord with(RunRecord first, List<Explored> explored, RunRecord.Verdict verdict) {
        return new RunRecord(first.schema(), first.tool(), first.settings(), first.environment(), first.generations(),
                first.properties(), explored, first.absent(), first.questions(), verdict);
    }

    private Explored explored(String id) {
        List<ShardResults> with = new ArrayList<>();
        List<Explored> parts = new ArrayList<>();
        for (ShardResults shard : shards) {
            shard.run().explorations().stream().filter(e -> e.id().equals(id)
                    && !e.why().startsWith(Explorations.OF_ANOTHER_SHARD)).forEach(e -> {
                        with.add(shard);
                        parts.add(e);
                    });
        }
        if (parts.isEmpty()) {
            Explored any = shards.get(0).run().explorations().stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
            return copy(any, Reach.NOT_RUN, List.of(any), List.of(), 0, missing());
        }
        boolean divided = shards.get(0).run().explorations().size() == 1;
        Reach reach = parts.stream().map(Explored::reach).max(Union::worse).orElseThrow();
        boolean lacks = divided && !missing.isEmpty();
        List<Found> found = found(id, with, parts, !lacks && reach == Reach.COMPLETE);
        Set<String> outcomes = new HashSet<>();
        with.forEach(shard -> outcomes.addAll(shard.file().piece(id).outcomes().keySet()));
        return copy(parts.get(0), lacks ? max(reach, Reach.BUDGET) : reach, parts, found, outcomes.size(),
                lacks ? missing() : parts.get(0).why());
    }

    private String missing() {
        return "missing: shard " + missing + " of " + shards.get(0).file().of();
    }

    private static int worse(Reach a, Reach b) {
        return Integer.compare(a.ordinal(), b.ordinal());
    }

    private static Reach max(Reach a, Reach b) {
        return worse(a, b) >= 0 ? a : b;
    }

    /** Of each property the finding whose trace is the first of all. */
    private List<Found> found(String id, List<ShardResults> with, List<Explored> parts, boolean complete) {
        Map<String, Integer> from = new LinkedHashMap<>();
        Map<String, Rank> best = new TreeMap<>();
        for (int i = 0; i < parts.size(); i++) {
            for (Found found : parts.get(i).found()) {
                Rank rank = with.get(i).file().piece(id).ranks().get(found.property());
                Rank known = best.get(found.property());
                if (!from.containsKey(found.property()) || rank != null && known != null && rank.compareTo(known) < 0) {
                    from.put(found.property(), i);
                    if (rank != null) {
                        best.put(found.property(), rank);
                    }
                }
            }
        }
        long executions = parts.stream().mapToLong(Explored::executions).sum();
        List<Found> chosen = new ArrayList<>();
        for (String property : new TreeMap<>(from).keySet()) {
            int i = from.get(property);
            Found found = parts.get(i).found().stream().filter(f -> f.property().equals(property)).findFirst().orElseThrow();
            chosen.add(found);
            with.get(i).findings().stream().filter(f -> ("findings/" + f.slug()).equals(found.folder()))
                    .forEach(f -> findings.add(f.searched(executions, complete)));
        }
        return chosen;
    }

    private static Explored copy(Explored like, Reach reach, List<Explored> parts, List<Found> found, long outcomes, String why) {
        SortedMap<String, Long> judged = new TreeMap<>();
        parts.forEach(p -> p.judged().forEach((property, n) -> judged.merge(property, n, Long::sum)));
        long executions = parts.stream().mapToLong(Explored::executions).sum();
        judged.computeIfPresent(Finding.CRASH, (id, n) -> executions);
        judged.computeIfPresent(Finding.DEADLOCK, (id, n) -> executions);
        Map<String, Measure> measured = new LinkedHashMap<>();
        parts.forEach(p -> p.measured().forEach(m -> measured.merge(m.of() + "\n" + m.what(), m, (a, b) -> new Measure(a.of(),
                a.what(), Math.min(a.least(), b.least()), Math.max(a.most(), b.most())))));
        return new Explored(like.scenario(), like.family(), like.title(), like.generation(), reach, executions,
                sum(parts, Explored::blocked), sum(parts, Explored::steps), outcomes, sum(parts, Explored::millis), like.checked(),
                judged, like.expected(), found, List.copyOf(measured.values()), why, like.fileSystem());
    }

    private static long sum(List<Explored> parts, java.util.function.ToLongFunction<Explored> of) {
        return parts.stream().mapToLong(of).sum();
    }
}

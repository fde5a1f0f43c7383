// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.MappingEvent.GetBlock;
import endio.event.MemoryEvent.Alloc;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import endio.event.WorkEvent.WorkerOn;
import endio.property.Ledger.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts, and never judges: over all executions of one search, the least and the most of what a request takes and of
 * what a queue does. It watches as a property does, so that every engine can ask it along.
 *
 * <p>Counted are, of requests that succeed, objects that slabs gave on their behalf ({@code allocated dio}), kiocbs and
 * bios aside; of queues, works that may run at the same time ({@code works at once}): such of which neither is over before
 * the other begins; and, where processors are told apart, works that run on another one than queued them.
 */
public final class Census implements Property {
    /** What any I/O takes, direct or not. */
    private static final Set<String> ASIDE = Set.of("kiocb", "bio");

    private final SortedMap<Key, Range> counts = new TreeMap<>();

    /**
     * What was counted.
     *
     * @param of of what: {@code asynchronous write over unwritten blocks}, {@code queue dio}
     * @param what {@code allocated io_end}, {@code works at once}
     */
    public record Key(String of, String what) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int first = of.compareTo(other.of);
            return first != 0 ? first : what.compareTo(other.what);
        }
    }

    /** From the least to the most that an execution had. */
    public record Range(long least, long most) {
        Range with(Range other) {
            return new Range(Math.min(least, other.least), Math.max(most, other.most));
        }
    }

    /** What was counted so far. */
    public synchronized SortedMap<Key, Range> counts() {
        return new TreeMap<>(counts);
    }

    private synchronized void count(String of, String what, long n) {
        counts.merge(new Key(of, what), new Range(n, n), Range::with);
    }

    @Override
    public String id() {
        return "census";
    }

    @Override
    public String title() {
        return "census";
    }

    @Override
    public String statement() {
        return "Counts allocations of requests and works of queues.";
    }

    @Override
    public Needs needs() {
        return Needs.END_STATE;
    }

    @Override
    public Set<Class<? extends Event>> hears() {
        Set<Class<? extends Event>> hears = new LinkedHashSet<>(Ledger.HEARS);
        hears.addAll(List.of(Alloc.class, GetBlock.class, WorkStart.class, WorkEnd.class,
                WorkerOn.class));
        return hears;
    }

    @Override
    public Monitor monitor() {
        return new Counting();
    }

    private record Run(String queue, int start, int end) {}

    private final class Counting extends LedgerMonitor {
        private final Map<Integer, SortedMap<String, Integer>> allocated = new HashMap<>();
        private final Set<Integer> unwritten = new LinkedHashSet<>();
        private final Set<Integer> fresh = new LinkedHashSet<>();
        private final Map<Integer, Run> running = new HashMap<>();
        private final List<Run> runs = new ArrayList<>();
        private int placed;
        private int elsewhere;

        @Override
        void see(int at, Context where, Event event, Judge judge) {
            if (event instanceof Alloc e && e.req() >= 0 && !ASIDE.contains(e.object().type())) {
                allocated.computeIfAbsent(e.req(), r -> new TreeMap<>()).merge(e.object().type(), 1, Integer::sum);
            } else if (event instanceof GetBlock e && e.ret() == 0) {
                if (e.unwritten()) {
                    unwritten.add(e.req());
                } else if (e.fresh() || !e.mapped()) {
                    fresh.add(e.req());
                }
            } else if (event instanceof WorkerOn e) {
                placed++;
                elsewhere += e.runsOn() == e.queuedOn() ? 0 : 1;
            } else if (event instanceof WorkStart e && where.kind() == ContextKind.KWORKER) {
                running.put(where.thread(), new Run(e.queue(), at, -1));
            } else if (event instanceof WorkEnd && running.containsKey(where.thread())) {
                Run run = running.remove(where.thread());
                runs.add(new Run(run.queue, run.start, at));
            }
        }

        @Override
        public void end(Ending ending, Judge judge) {
            for (Request r : ledger.requests()) {
                if (r.issue == null || !r.succeeded()) {
                    continue;
                }
                String kind = kind(r);
                SortedMap<String, Integer> mine = allocated.getOrDefault(r.req, new TreeMap<>());
                count(kind, "allocated", mine.values().stream().mapToInt(Integer::intValue).sum());
                mine.forEach((type, n) -> count(kind, "allocated " + type, n));
            }
            runs.stream().map(Run::queue).distinct().forEach(queue -> {
                List<Run> mine = runs.stream().filter(run -> run.queue.equals(queue)).toList();
                count("queue " + queue, "works at once", mostAtOnce(mine, judge));
            });
            if (placed > 0) {
                count("queues", "works elsewhere", elsewhere);
            }
        }

        private String kind(Request r) {
            String blocks = unwritten.contains(r.req) ? "unwritten blocks" : fresh.contains(r.req) ? "a hole"
                    : "written blocks";
            return (r.async() ? "asynchronous " : "synchronous ") + (r.write() ? "write over " : "read of ") + blocks;
        }

        /** Size of the largest set of runs of which none is over before another one begins. Runs are few. */
        private static int mostAtOnce(List<Run> runs, Judge judge) {
            int most = 0;
            for (int set = 1; set < 1 << Math.min(runs.size(), 10); set++) {
                if (Integer.bitCount(set) > most && together(runs, set, judge)) {
                    most = Integer.bitCount(set);
                }
            }
            return most;
        }

        private static boolean together(List<Run> runs, int set, Judge judge) {
            for (int a = 0; a < runs.size(); a++) {
                for (int b = 0; b < runs.size(); b++) {
                    if (a != b && (set >> a & set >> b & 1) != 0 && judge.before(runs.get(a).end, runs.get(b).start)) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}

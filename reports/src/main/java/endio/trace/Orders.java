// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.BioEvent.BioEnd;
import endio.event.BioEvent.BioSubmit;
import endio.event.DioEvent.DioAlloc;
import endio.event.DioEvent.DioFree;
import endio.event.DioEvent.EndIo;
import endio.event.DioEvent.Gathered;
import endio.event.Errno;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.InodeEvent.InodeDioDone;
import endio.event.InodeEvent.InodeDioGet;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Issue;
import endio.event.RequestEvent.Return;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The steps of requests, and which of them has come before which: in recordings, or in the model, where a step may
 * come before
 * another one unless that has to come before it in every order.
 */
public final class Orders {
    private final SortedMap<String, Integer> steps = new TreeMap<>();
    private final SortedMap<String, Integer> edges = new TreeMap<>();
    private final SortedMap<String, Integer> first = new TreeMap<>();

    /** Whether the event at one index of a list must come before that at another. */
    public interface Before {
        boolean before(int a, int b);
    }

    /**
     * Takes in the events of one request. A request that converts extent by extent converts from the beginning of the
     * first to the end of the last one.
     */
    public void add(List<Event> events, Before must) {
        List<String> steps = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        String kind = "";
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            String step = step(event);
            kind = event instanceof Issue issue ? issue.write() ? "write: " : "read: " : kind;
            int same = event instanceof ConvertBegin || event instanceof ConvertEnd ? steps.indexOf(step) : -1;
            if (same >= 0 && event instanceof ConvertEnd) {
                steps.remove(same);
                at.remove(same);
            }
            if (!step.isEmpty() && (same < 0 || event instanceof ConvertEnd)) {
                steps.add(step);
                at.add(i);
            }
        }
        SortedSet<String> own = new TreeSet<>();
        for (int a = 0; a < steps.size(); a++) {
            this.steps.merge(kind + steps.get(a), 1, Integer::sum);
            for (int b = 0; b < steps.size(); b++) {
                if (a != b && !steps.get(a).equals(steps.get(b)) && !must.before(at.get(b), at.get(a))) {
                    own.add(kind + steps.get(a) + " < " + steps.get(b));
                }
            }
        }
        int req = events.stream().filter(Issue.class::isInstance).mapToInt(e -> ((Issue) e).req()).findFirst().orElse(-1);
        own.forEach(edge -> {
            edges.merge(edge, 1, Integer::sum);
            first.putIfAbsent(edge, req);
        });
    }

    /** The first request that shows an order; -1 if none does. */
    public int first(String edge) {
        return first.getOrDefault(edge, -1);
    }

    /** Takes in the events of one recorded request: what comes earlier comes before. */
    public void addRecorded(List<Event> events) {
        add(events, (a, b) -> a < b);
    }

    /** {@code write: a} with the number of times that it was taken. */
    public SortedMap<String, Integer> steps() {
        return steps;
    }

    /** {@code write: a < b} with the number of requests that show it. */
    public SortedMap<String, Integer> edges() {
        return edges;
    }

    /** The step that an event is, empty if it is none of those that a recording shows as the model does. */
    public static String step(Event e) {
        if (e instanceof BioEnd end) {
            return end.ok() ? "bio_end" : "bio_end_error";
        }
        if (e instanceof ConvertEnd end) {
            return end.ret() < 0 ? "convert_failed" : "converted";
        }
        if (e instanceof Return r) {
            return r.ret() == -Errno.EIOCBQUEUED ? "return_queued" : r.ret() < 0 ? "return_error" : "return_result";
        }
        if (e instanceof AioComplete c) {
            return c.res() < 0 ? "complete_error" : "complete";
        }
        if (e instanceof GenericWriteSync s) {
            return s.fsync() ? "fsync" : "";
        }
        return e instanceof Issue ? "issue"
                : e instanceof DioAlloc ? "dio_alloc"
                : e instanceof InodeDioGet ? "inode_dio_begin"
                : e instanceof BioSubmit ? "submit_bio"
                : e instanceof QueueWork ? "queue_work"
                : e instanceof WorkStart ? "work_start"
                : e instanceof WorkEnd ? "work_end"
                : e instanceof Gathered ? "dio_complete"
                : e instanceof EndIo ? "end_io"
                : e instanceof ConvertBegin ? "convert"
                : e instanceof InodeDioDone ? "inode_dio_end"
                : e instanceof DioFree ? "dio_free"
                : "";
    }
}

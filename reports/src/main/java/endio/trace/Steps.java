// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.BioEvent.BioEnd;
import endio.event.BioEvent.BioSubmit;
import endio.event.ContextKind;
import endio.event.DioEvent.DioFree;
import endio.event.DioEvent.Gathered;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.InodeEvent.InodeDioDone;
import endio.event.InodeEvent.InodeDioGet;
import endio.event.RequestEvent.AioComplete;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkStart;
import java.util.ArrayList;
import java.util.List;

/** How a request went, in the few words that tell the orders apart. */
final class Steps {
    private Steps() {}

    /** {@code begin > submit_bio x6 > bio_end[irq] x6 > queue_work > ...}. */
    static String of(List<Told> told) {
        List<String> steps = new ArrayList<>();
        List<Integer> times = new ArrayList<>();
        for (Told each : told) {
            String step = step(each);
            int last = steps.size() - 1;
            if (!step.isEmpty() && last >= 0 && steps.get(last).equals(step)) {
                times.set(last, times.get(last) + 1);
            } else if (!step.isEmpty()) {
                steps.add(step);
                times.add(1);
            }
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            words.add(times.get(i) > 1 ? steps.get(i) + " x" + times.get(i) : steps.get(i));
        }
        return String.join(" > ", words);
    }

    private static String step(Told told) {
        Event e = told.event();
        if (e instanceof BioEnd end) {
            String where = told.where().kind() == ContextKind.IRQ ? "irq" : "task";
            return "bio_end[" + where + (end.ok() ? "]" : ",err]");
        }
        if (e instanceof ConvertEnd end) {
            return end.ret() < 0 ? "convert_failed" : "converted";
        }
        return e instanceof InodeDioGet ? "begin"
                : e instanceof BioSubmit ? "submit_bio"
                : e instanceof QueueWork ? "queue_work"
                : e instanceof WorkStart ? "work_start"
                : e instanceof Gathered ? "complete"
                : e instanceof ConvertBegin ? "convert"
                : e instanceof InodeDioDone ? "end"
                : e instanceof GenericWriteSync ? "fsync"
                : e instanceof DioFree ? "free"
                : e instanceof AioComplete ? "aio_complete_rw"
                : "";
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.EventJson;
import endio.event.BioEvent;
import endio.event.DioEvent;
import endio.event.Event;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.IomapEvent;
import endio.event.MappingEvent;
import endio.event.MemoryEvent;
import endio.event.RequestEvent;
import endio.event.WorkEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events the lists of the iomap engine have, and with which fields. An event of another name has it in {@code e}.
 */
final class IomapJson {
    /** The fields of the events that are written down as they are. */
    private static final Map<Class<? extends Event>, String[]> FIELDS = Map.ofEntries(
            entry(RequestEvent.Issue.class, "req", "rw", "sync", "off", "bytes"),
            entry(DioEvent.DioAlloc.class, "req", "dio"),
            entry(DioEvent.DioFree.class, "dio"),
            entry(DioEvent.Ref.class, "dio", "from", "to"),
            entry(DioEvent.WaiterClear.class, "dio"),
            entry(DioEvent.Sleep.class, "req"),
            entry(DioEvent.SpuriousWake.class, "req"),
            entry(DioEvent.Unplug.class, "req"),
            entry(MappingEvent.GetPages.class, "req", "first", "want", "ret"),
            entry(InodeEvent.InodeDioGet.class, "count"),
            entry(InodeEvent.InodeDioDone.class, "count"),
            entry(InodeEvent.FlushRange.class, "req", "first", "last", "ret"),
            entry(IomapEvent.IomapEnd.class, "req", "off", "bytes", "written", "ret"),
            entry(IomapEvent.SetError.class, "dio", "error"),
            entry(IomapEvent.InodeDirty.class, "req"),
            entry(IomapEvent.Fserror.class, "rw", "off", "bytes", "error"),
            entry(IomapEvent.KiCompleteDeferred.class, "req", "res"),
            entry(IomapEvent.CallerStart.class, "req"),
            entry(FileSystemEvent.GenericWriteSync.class, "req", "bytes", "fsync", "ret"),
            entry(InodeEvent.SetNrpages.class, "nrpages"),
            entry(WorkEvent.WqPublish.class, "wq", "won"),
            entry(WorkEvent.WqDestroy.class, "wq"),
            entry(WorkEvent.WorkStart.class, "dio"),
            entry(WorkEvent.WorkEnd.class));

    private final IomapRun run;
    private IomapEvent.@Nullable IomapBio next;

    IomapJson(IomapRun run) {
        this.run = run;
    }

    private static Map.Entry<Class<? extends Event>, String[]> entry(Class<? extends Event> type, String... fields) {
        return Map.entry(type, fields);
    }

    /** The fields of {@code event}, which happened in {@code ctx}; null: it is in no list. */
    @Nullable ObjectNode render(Event event, String ctx) {
        String[] fields = FIELDS.get(event.getClass());
        if (fields != null) {
            return EventJson.of(event, fields);
        }
        if (event instanceof RequestEvent.Return ret) {
            return run.returned(ret);
        }
        if (event instanceof RequestEvent.AioComplete) {
            return EventJson.of(event, "req", "res", "ki_pos").put("e", "ki_complete");
        }
        if (event instanceof DioEvent.Wake wake) {
            return ctx.equals("task" + wake.req()) ? null : EventJson.of(event, "req");
        }
        if (event instanceof InodeEvent.Invalidate) {
            return EventJson.of(event, "first", "last", "ret").put("when", run.mapping() ? "post" : "pre");
        }
        if (event instanceof InodeEvent.SetIsize size) {
            return ctx.startsWith("task")
                    ? EventJson.fields("req", Integer.parseInt(ctx.substring("task".length())), "to", size.iSize())
                            .put("e", "i_size")
                    : EventJson.fields("i_size", size.iSize()).put("e", "set_isize");
        }
        if (event instanceof IomapEvent.StalePagecache) {
            return EventJson.fields().put("e", "stale_warn");
        }
        if (event instanceof IomapEvent.ZeroIter) {
            return EventJson.of(event, "req", "want", "bytes").put("e", "zero_user");
        }
        if (event instanceof IomapEvent.CopyIter copy) {
            return EventJson.of(event, "req", "want", "bytes").put("dir", copy.toUser() ? "to_user" : "from_user")
                    .put("e", "copy");
        }
        if (event instanceof IomapEvent.IomapBegin begin) {
            return begin(begin);
        }
        return work(event, ctx);
    }

    private @Nullable ObjectNode work(Event event, String ctx) {
        if (event instanceof WorkEvent.WqAlloc) {
            return ctx.startsWith("racer") ? null : EventJson.of(event, "req", "wq");
        }
        if (event instanceof WorkEvent.QueueWork queue) {
            return queue.wq() < 0 ? null : EventJson.of(event, "dio", "wq");
        }
        if (event instanceof IomapEvent.IomapBio bio) {
            next = bio;
        }
        if (event instanceof BioEvent.BioSubmit) {
            return EventJson.of(event, "req", "dio", "bio", "rw", "sector", "off", "bytes", "segs")
                    .put("fua", next != null && next.fua()).put("zero", next != null && next.zero());
        }
        if (event instanceof BioEvent.BioEnd end) {
            return EventJson.of(event, "bio").put("status", run.device().statusOf(end.bio()));
        }
        if (event instanceof MemoryEvent.Free free && free.object().type().equals("bio")) {
            return EventJson.fields("bio", run.bioNumber(free.object())).put("e", "bio_free");
        }
        return null;
    }

    private ObjectNode begin(IomapEvent.IomapBegin begin) {
        if (begin.ret() != 0) {
            return EventJson.of(begin, "req", "off", "bytes", "ret");
        }
        return EventJson.of(begin, "req", "off", "bytes", "ret", "map_off", "map_bytes", "type", "dirty", "shared")
                .put("new", begin.fresh()).put("pblk", begin.addr() < 0 ? -1 : begin.addr() >> run.blkbits());
    }
}

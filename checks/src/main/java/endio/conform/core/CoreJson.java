// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.EventJson;
import endio.conform.core.Version.Surroundings;
import endio.event.BioEvent;
import endio.event.DioEvent;
import endio.event.Event;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.MappingEvent;
import endio.event.RequestEvent;
import endio.event.WorkEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which events the lists of the core have, and with which fields. */
final class CoreJson {
    /** The fields of the events that are written down as they are. */
    private static final Map<Class<? extends Event>, String[]> FIELDS = Map.ofEntries(
            entry(RequestEvent.Issue.class, "req", "rw", "sync", "off", "bytes"),
            entry(RequestEvent.Return.class, "req", "ret"),
            entry(RequestEvent.AioComplete.class, "req", "res", "ki_pos"),
            entry(DioEvent.DioAlloc.class, "req", "dio"),
            entry(DioEvent.DioFree.class, "dio"),
            entry(DioEvent.Ref.class, "dio", "from", "to"),
            entry(DioEvent.BioListPush.class, "dio", "bio"),
            entry(DioEvent.BioListPop.class, "dio", "bio"),
            entry(DioEvent.WaiterSet.class, "dio"),
            entry(DioEvent.WaiterClear.class, "dio"),
            entry(DioEvent.Sleep.class, "req"),
            entry(DioEvent.SpuriousWake.class, "req"),
            entry(DioEvent.Wake.class, "req"),
            entry(DioEvent.Unplug.class, "req"),
            entry(BioEvent.BioEnd.class, "bio", "status"),
            entry(MappingEvent.GetPages.class, "req", "first", "want", "ret"),
            entry(MappingEvent.CleanAlias.class, "pblk", "len"),
            entry(MappingEvent.ZeroUser.class, "req", "page_off", "len"),
            entry(InodeEvent.InodeDioGet.class, "count"),
            entry(InodeEvent.InodeDioDone.class, "count"),
            entry(InodeEvent.InodeLock.class, "req"),
            entry(InodeEvent.InodeUnlock.class, "req"),
            entry(InodeEvent.SetIsize.class, "i_size"),
            entry(InodeEvent.SetNrpages.class, "nrpages"),
            entry(InodeEvent.FlushRange.class, "req", "first", "last", "ret"),
            entry(InodeEvent.Invalidate.class, "first", "last", "ret"),
            entry(WorkEvent.WqPublish.class, "wq", "won"),
            entry(WorkEvent.WqDestroy.class, "wq"),
            entry(WorkEvent.QueueWork.class, "dio", "wq"),
            entry(WorkEvent.WorkStart.class, "dio"),
            entry(WorkEvent.WorkEnd.class));

    private final Version version;
    private final Map<Integer, Request> requests;
    private final ScriptedFileSystem fs;
    private final int blkbits;

    CoreJson(Version version, Map<Integer, Request> requests, ScriptedFileSystem fs, int blkbits) {
        this.version = version;
        this.requests = requests;
        this.fs = fs;
        this.blkbits = blkbits;
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
        if (event instanceof WorkEvent.WqAlloc) {
            return ctx.startsWith("racer") ? null : EventJson.of(event, "req", "wq");
        }
        if (event instanceof BioEvent.BioSubmit submit) {
            return EventJson.of(event, "req", "dio", "bio", "rw", "sector", "bytes", "segs")
                    .put("off", fileOffset(submit.sector()));
        }
        if (event instanceof MappingEvent.GetBlock get) {
            return getBlock(get);
        }
        if (event instanceof DioEvent.EndIo end) {
            return endIo(end);
        }
        if (event instanceof FileSystemEvent.GenericWriteSync) {
            return version.kernel().equals("187372a3") ? EventJson.of(event, "req", "off", "bytes", "fsync", "ret")
                    : EventJson.of(event, "req", "bytes", "fsync", "ret");
        }
        return null;
    }

    private ObjectNode getBlock(MappingEvent.GetBlock get) {
        ObjectNode json = get.ret() == 0
                ? EventJson.of(get, "req", "lblk", "ret", "len", "mapped", "new", "defer", "boundary", "pblk")
                : EventJson.of(get, "req", "lblk", "ret");
        return json.put("want", Math.min(get.want(), fs.most())).put("create", get.create() ? 1 : 0);
    }

    private ObjectNode endIo(DioEvent.EndIo end) {
        if (version.surroundings() == Surroundings.COMPLETES) {
            return EventJson.of(end);
        }
        ObjectNode json = EventJson.of(end, "req", "off", "bytes", "private");
        Request request = requests.get(end.req());
        return version.surroundings() == Surroundings.ANSWERS && request != null
                ? json.put("ret", request.endIoRet()) : json;
    }

    /** Where in the file a sector lies, by the block map; -1: nowhere. */
    private long fileOffset(long sector) {
        long byteOnDevice = sector << 9;
        long lblk = fs.blocks().fileBlock(byteOnDevice >> blkbits);
        return lblk < 0 ? -1 : (lblk << blkbits) + (byteOnDevice & ((1L << blkbits) - 1));
    }
}

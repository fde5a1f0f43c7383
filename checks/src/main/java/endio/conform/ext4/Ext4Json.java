// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.EventJson;
import endio.event.BioEvent;
import endio.event.DioEvent;
import endio.event.Event;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.IoEndEvent;
import endio.event.LogEvent;
import endio.event.MappingEvent;
import endio.event.RequestEvent;
import endio.event.WorkEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which events the lists of ext4 have, with which fields and under which names. */
final class Ext4Json {
    private static final Map<Class<? extends Event>, String[]> FIELDS = Map.ofEntries(
            entry(RequestEvent.Issue.class, "req", "rw", "sync", "off", "bytes", "overwrite"),
            entry(RequestEvent.Return.class, "req", "ret"),
            entry(RequestEvent.AioComplete.class, "req", "res"),
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
            entry(BioEvent.BioSubmit.class, "req", "dio", "io_end", "bio", "rw", "sector", "bytes"),
            entry(BioEvent.BioEnd.class, "bio", "status"),
            entry(BioEvent.BioAttach.class, "bio", "io_end"),
            entry(MappingEvent.ZeroUser.class, "req", "page_off", "len"),
            entry(InodeEvent.InodeDioGet.class, "count"),
            entry(InodeEvent.InodeDioDone.class, "count"),
            entry(InodeEvent.InodeLock.class, "req"),
            entry(InodeEvent.InodeUnlock.class, "req"),
            entry(InodeEvent.InodeLockShared.class, "req"),
            entry(InodeEvent.InodeUnlockShared.class, "req"),
            entry(InodeEvent.SetIsize.class, "i_size"),
            entry(InodeEvent.FlushRange.class, "req", "first", "last", "ret"),
            entry(InodeEvent.PageWriteback.class, "page", "value"),
            entry(IoEndEvent.IoEndAlloc.class, "req", "io_end"),
            entry(IoEndEvent.IoEndSet.class, "io_end", "count"),
            entry(IoEndEvent.IoEndGet.class, "io_end", "count"),
            entry(IoEndEvent.IoEndPut.class, "io_end", "count"),
            entry(IoEndEvent.IoEndFree.class, "io_end"),
            entry(IoEndEvent.IIoendCount.class, "count"),
            entry(IoEndEvent.IUnwritten.class, "count"),
            entry(IoEndEvent.SetUnwritten.class, "io_end", "was"),
            entry(IoEndEvent.SetDefer.class, "req"),
            entry(IoEndEvent.DioUnwrittenBit.class, "value"),
            entry(IoEndEvent.AioSet.class, "req", "io_end"),
            entry(IoEndEvent.AioGet.class, "io_end"),
            entry(IoEndEvent.DioReturn.class, "req", "ret"),
            entry(IoEndEvent.ListAdd.class, "list", "io_end"),
            entry(IoEndEvent.ListSplice.class, "list", "io_ends"),
            entry(IoEndEvent.ListDel.class, "io_end"),
            entry(IoEndEvent.WakeIoendWq.class),
            entry(FileSystemEvent.ConvertEnd.class, "call", "off", "bytes", "handle", "ret", "converted"),
            entry(FileSystemEvent.JournalStart.class, "handle", "ret"),
            entry(FileSystemEvent.JournalStop.class, "handle"),
            entry(FileSystemEvent.Reserve.class, "handle"),
            entry(FileSystemEvent.ReserveDrop.class, "handle"),
            entry(FileSystemEvent.DataSem.class, "op"),
            entry(FileSystemEvent.OrphanAdd.class),
            entry(FileSystemEvent.OrphanDel.class),
            entry(FileSystemEvent.TruncateFailedWrite.class),
            entry(FileSystemEvent.Writeback.class, "wb", "first", "pages", "via"),
            entry(FileSystemEvent.WritebackEnd.class, "wb", "ret"),
            entry(LogEvent.Log.class, "what"),
            entry(LogEvent.WarnOn.class, "what"));

    private static final Map<Class<? extends Event>, String> NAMES = Map.of(
            FileSystemEvent.ConvertEnd.class, "convert",
            IoEndEvent.IIoendCount.class, "i_ioend_count",
            IoEndEvent.IUnwritten.class, "i_unwritten");

    private Ext4Json() {}

    private static Map.Entry<Class<? extends Event>, String[]> entry(Class<? extends Event> type, String... fields) {
        return Map.entry(type, fields);
    }

    /** What the lists call {@code event}. */
    static String name(Event event) {
        return NAMES.getOrDefault(event.getClass(), event.name());
    }

    /**
     * The fields of {@code event}; null: it is in no list.
     *
     * @param queues queues that the mount made, which the lists do not number
     */
    static @Nullable ObjectNode fields(Event event, int queues) {
        String[] fields = FIELDS.get(event.getClass());
        if (fields != null) {
            return EventJson.of(event, fields);
        }
        if (event instanceof MappingEvent.GetBlock get) {
            return getBlock(get);
        }
        if (event instanceof FileSystemEvent.Map map) {
            return map.ret() < 0 ? EventJson.of(map, "lblk", "want", "flags", "ret")
                    : EventJson.of(map, "lblk", "want", "flags", "ret", "state");
        }
        return event instanceof WorkEvent work ? work(work, queues) : null;
    }

    private static ObjectNode getBlock(MappingEvent.GetBlock get) {
        ObjectNode json = get.ret() == 0
                ? EventJson.of(get, "req", "lblk", "want", "ret", "len", "mapped", "new", "unwritten", "defer", "pblk")
                : EventJson.of(get, "req", "lblk", "want", "ret");
        return json.put("create", get.create() ? 1 : 0);
    }

    private static @Nullable ObjectNode work(WorkEvent event, int queues) {
        if (event instanceof WorkEvent.QueueWork queued) {
            return EventJson.of(event, "dio", "queued").put("wq", queued.queue());
        }
        if (event instanceof WorkEvent.WorkStart start) {
            return EventJson.of(event, "dio").put("wq", start.queue());
        }
        if (event instanceof WorkEvent.WorkEnd end) {
            return EventJson.of(event, "wq").put("wq", end.queue());
        }
        if (event instanceof WorkEvent.WqAlloc alloc) {
            return EventJson.of(event, "req", "wq").put("wq", Math.max(-1, alloc.wq() - queues));
        }
        if (event instanceof WorkEvent.WqPublish publish) {
            return EventJson.of(event, "wq", "won").put("wq", publish.wq() - queues);
        }
        if (event instanceof WorkEvent.WqDestroy destroy) {
            return EventJson.of(event, "wq").put("wq", destroy.wq() - queues);
        }
        return null;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.EventJson;
import endio.conform.GoldenLine;
import endio.conform.Observed;
import endio.conform.ScriptedDevice;
import endio.event.ContextKind;
import endio.event.DioEvent;
import endio.event.Event;
import endio.event.IoEndEvent;
import endio.event.LockEvent;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.event.RequestEvent;
import endio.event.WorkEvent;
import endio.fs.ext4.BlockState;
import endio.fs.ext4.Ext4File;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.IoEnd;
import endio.kernel.WorkQueue;
import endio.machine.KernelBug;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scenario of ext4, on one version of it: its world, and what is told of it. */
final class Ext4Run extends Ext4Points {
    private static final int BLKBITS = 12;
    private static final int BLOCKS_TOLD = 12;

    private final Ext4Version version;
    private final List<Ext4Request> requests = new ArrayList<>();
    private final ScriptedDevice device;
    private final SuperBlock sb;
    private final Ext4V3_11 ext4;
    private final Ext4Inode inode;
    private final Set<ObjectId> live = new HashSet<>();
    private final ObjectNode returns = JsonNodeFactory.instance.objectNode();
    private final ObjectNode completions = JsonNodeFactory.instance.objectNode();
    private final Map<Integer, Integer> ioEnds = new HashMap<>();
    private int queues;
    private int liveWq;

    Ext4Run(GoldenLine line, Ext4Version version) {
        super(line);
        this.version = version;
        JsonNode scenario = line.scenario();
        scenario.path("requests").forEach(request -> requests.add(Ext4Request.of(request)));
        ScriptedErrors errors = new ScriptedErrors(scenario);
        this.device = new ScriptedDevice(kernel(), 9, 256, bio -> reach("submit:" + bio.number()));
        this.sb = new SuperBlock(kernel());
        Ext4Options options = new Ext4Options(scenario.path("dioread_nolock").asBoolean(false),
                scenario.path("journal").asBoolean(true));
        WatchedCore core = new WatchedCore(version.core().apply(kernel(),
                (req, first, want) -> req(req).getUserPages(first, want)), this::reach);
        this.ext4 = version.ext4().mount(kernel(), sb, core, device, options, errors.journal(kernel()));
        ext4.fillSuper();
        this.inode = ext4.iget(BLKBITS, scenario.path("i_size").asLong(), 0, i -> errors.blocks(kernel(), i.id()));
        this.queues = liveWq;
        this.liveWq = 0;
    }

    private Ext4Request req(int req) {
        if (req < 0 || req >= requests.size()) {
            throw line().error("no request " + req);
        }
        return requests.get(req);
    }

    Observed run() {
        if (scenario().path("wq").path("preset").asBoolean(false)) {
            sb.sDioDoneWq().store(kernel().allocWorkqueue("dio", Set.of(WorkQueue.Flag.MEM_RECLAIM), 0, -1));
        }
        KernelBug crash = play();
        JsonNode first = returns.path("0");
        return new Observed(transcript().events(), Map.of("returns", returns, "completions", completions,
                "final", crash != null ? NullNode.getInstance() : counters(),
                "return", first.isMissingNode() ? NullNode.getInstance() : first),
                crash == null ? List.of() : List.of(String.valueOf(crash.getMessage())),
                machine().heard());
    }

    private ObjectNode counters() {
        return EventJson.fields("i_dio_count", inode.dioCount(), "i_ioend_count", inode.ioendCount().read(),
                "i_unwritten", inode.unwritten().read(),
                "dio_unwritten_bit", inode.stateFlags().test(Ext4Inode.STATE_DIO_UNWRITTEN) ? 1 : 0,
                "current_io_end", IoEnd.number(inode.currentIoEnd().load()), "live_dio", live("dio"),
                "live_io_end", live("io_end"), "live_bio", live("bio"), "live_wq", liveWq,
                "i_size", inode.iSize().load(), "blocks", blocks());
    }

    private long live(String type) {
        return live.stream().filter(object -> object.type().equals(type)).count();
    }

    private String blocks() {
        StringBuilder text = new StringBuilder();
        for (int lblk = 0; lblk < BLOCKS_TOLD; lblk++) {
            BlockState state = inode.blocks().state(lblk);
            text.append(state == BlockState.HOLE ? '.' : state.text().charAt(0));
        }
        return text.toString();
    }

    @Override
    protected @Nullable ObjectNode render(Event event) {
        if (event instanceof LockEvent.MightSleep sleep) {
            if (sleep.what().equals("unwritten extent conversion") && irq()) {
                emit("sleep_in_irq", "what", sleep.what());
            }
            return null;
        }
        ObjectNode fields = event instanceof DioEvent.EndIo end ? endIo(end) : Ext4Json.fields(event, queues);
        if (fields != null && event instanceof RequestEvent request && !(event instanceof RequestEvent.Issue)) {
            long result = event instanceof RequestEvent.Return ret ? ret.ret() : ((RequestEvent.AioComplete) event).res();
            fields.put("unwritten_left", unwrittenLeft(req(request.req()), result));
        }
        if (fields != null && !Ext4Json.name(event).equals(event.name())) {
            transcript().add(context(), Ext4Json.name(event), fields);
            return null;
        }
        return fields;
    }

    private ObjectNode endIo(DioEvent.EndIo end) {
        return switch (version.told()) {
            case RESULT -> EventJson.of(end, "req", "off", "bytes", "ret", "is_async");
            case RANGE -> EventJson.of(end, "req", "off", "bytes");
            case IO_END -> EventJson.of(end, "req", "off", "bytes")
                    .put("io_end", end.priv() ? ioEnds.getOrDefault(end.req(), -1) : -1);
        };
    }

    private boolean irq() {
        return machine().current().kind() == ContextKind.IRQ;
    }

    /** Unwritten blocks of what was written, or of the whole request if nothing was or nobody knows yet. */
    private int unwrittenLeft(Ext4Request request, long result) {
        long end = result > 0 ? request.offset() + result : request.end();
        int left = 0;
        for (long lblk = request.offset() >> BLKBITS; request.write() && lblk << BLKBITS < end; lblk++) {
            left += inode.blocks().state((int) lblk) == BlockState.UNWRITTEN ? 1 : 0;
        }
        return left;
    }

    @Override
    protected ScriptedDevice device() {
        return device;
    }

    @Override
    protected SuperBlock sb() {
        return sb;
    }

    @Override
    protected void request(int req) {
        Ext4Request request = req(req);
        Ext4File file = new Ext4File(ext4, inode);
        Kiocb iocb = new Kiocb(kernel(), req, request.sync(), request.offset());
        if (request.write()) {
            file.dioWrite(iocb, request.iov(), request.offset(), request.overwrite());
        } else {
            file.dioRead(iocb, request.iov(), request.offset());
        }
    }

    @Override
    protected void writeback(int wb) {
        JsonNode writeback = scenario().path("writebacks").path(wb);
        if (writeback.isMissingNode()) {
            throw line().error("no writeback " + wb);
        }
        long first = writeback.path("first").asLong();
        int pages = writeback.path("pages").asInt(1);
        if (writeback.path("via").asText("writepages").equals("writepage")) {
            ext4.writepage(wb, inode, first, pages);
        } else {
            ext4.writepages(wb, inode, first, pages, true);
        }
    }

    @Override
    protected void probe() {
        transcript().add("driver", "probe", EventJson.fields("blocks", blocks(), "i_dio_count", inode.dioCount(),
                "i_ioend_count", inode.ioendCount().read(), "i_unwritten", inode.unwritten().read()));
    }

    @Override
    public void said(Event event) {
        if (event instanceof MemoryEvent.Alloc alloc) {
            live.add(alloc.object());
        } else if (event instanceof MemoryEvent.Free free) {
            live.remove(free.object());
        } else if (event instanceof WorkEvent.WqAlloc alloc && alloc.wq() >= 0) {
            liveWq++;
        } else if (event instanceof WorkEvent.WqDestroyed) {
            liveWq--;
        } else if (event instanceof IoEndEvent.IoEndAlloc alloc) {
            ioEnds.put(alloc.req(), alloc.ioEnd());
        } else if (event instanceof RequestEvent.Return ret) {
            returns.put(String.valueOf(ret.req()), ret.ret());
        } else if (event instanceof RequestEvent.AioComplete complete) {
            completions.put(String.valueOf(complete.req()), complete.res());
        }
        super.said(event);
    }
}

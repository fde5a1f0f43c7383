// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.EventJson;
import endio.conform.GoldenLine;
import endio.conform.Observed;
import endio.conform.ScriptRun;
import endio.event.ContextKind;
import endio.event.DioEvent;
import endio.event.Errno;
import endio.event.Event;
import endio.event.InodeEvent;
import endio.event.IomapEvent;
import endio.event.LogEvent;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.event.RequestEvent;
import endio.event.WorkEvent;
import endio.iomap.IomapDioOps;
import endio.iomap.IomapDirectIo;
import endio.iomap.IovIter;
import endio.machine.Cell;
import endio.machine.Op;
import endio.machine.Word;
import endio.vfs.Bio;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A scenario of the iomap engine, on one version of it. */
final class IomapRun extends ScriptRun {
    private final Map<Integer, IomapRequest> requests = new TreeMap<>();
    private final Map<Integer, Kiocb> iocbs = new HashMap<>();
    private final Map<Integer, IovIter> iters = new HashMap<>();
    private final IomapPages pages = new IomapPages(requests);
    private final IomapFileSystem fs;
    private final IomapJson json;
    private final IomapDevice device;
    private final SuperBlock sb;
    private final Inode inode;
    private final IomapDirectIo engine;
    private final int blkbits;
    private final Set<ObjectId> live = new HashSet<>();
    private final Map<ObjectId, Integer> bios = new HashMap<>();
    private final Set<String> mapping = new HashSet<>();
    private final TreeSet<Integer> deferred = new TreeSet<>();
    private final ObjectNode returns = JsonNodeFactory.instance.objectNode();
    private final ObjectNode completions = JsonNodeFactory.instance.objectNode();
    private final List<String> notes = new ArrayList<>();
    private final IomapVersion version;
    private int liveWq;

    IomapRun(GoldenLine line, IomapVersion version) {
        super(line, null);
        this.version = version;
        JsonNode scenario = line.scenario();
        int number = 0;
        for (JsonNode request : scenario.path("requests")) {
            requests.put(number++, IomapRequest.of(request));
        }
        this.fs = new IomapFileSystem(this, scenario);
        this.json = new IomapJson(this);
        this.blkbits = log2("block_size", 4096);
        this.device = new IomapDevice(kernel(), log2("logical_block_size", 512), scenario, this::submitted);
        this.sb = new SuperBlock(kernel());
        this.inode = new IomapInode(kernel(), sb, blkbits, scenario, this::mapping);
        this.engine = version.engine().apply(kernel(), pages);
    }

    Observed run() {
        return observe(returns, completions, notes, counters -> counters.put("i_dio_count", inode.dioCount())
                .put("live_dio", live("dio")).put("live_bio", live("bio")).put("live_pages", pages.live())
                .put("zero_page_refs", pages.zero()).put("live_iocb", live("kiocb")).put("live_wq", liveWq)
                .put("i_size", inode.iSize().load()));
    }

    private long live(String type) {
        return live.stream().filter(object -> object.type().equals(type)).count();
    }

    @Override
    protected @Nullable ObjectNode render(Event event) {
        ObjectNode rendered = json.render(event, context());
        if (rendered != null && rendered.has("e")) {
            transcript().add(context(), rendered.path("e").asText(), rendered);
            return null;
        }
        return rendered;
    }

    @Override
    protected IomapDevice device() {
        return device;
    }

    @Override
    protected SuperBlock sb() {
        return sb;
    }

    IomapDirectIo engine() {
        return engine;
    }

    int blkbits() {
        return blkbits;
    }

    void say(String name, Object... fields) {
        emit(name, fields);
    }

    void point(String name) {
        reach(name);
    }

    void beginPoint(int req) {
        reach("begin:" + req + ":" + (count("begin:" + req) - 1));
    }

    void queueIoend(Runnable body) {
        queueQuietly(body);
    }

    void endingIoend(int bio, Runnable end) {
        ending(bio, end);
    }

    /**
     * Whether the running context is past the beginning of its request: what it drops from the page cache was written.
     */
    boolean mapping() {
        return mapping.contains(context()) || !context().startsWith("task");
    }

    /** Number of a bio, -1: it was never submitted. */
    int bioNumber(ObjectId bio) {
        return bios.getOrDefault(bio, -1);
    }

    IomapRequest request(int req, String who) {
        IomapRequest request = requests.get(req);
        if (request == null) {
            throw line().error("no request " + req + " in " + who);
        }
        return request;
    }

    @Override
    protected void request(int req) {
        IomapRequest request = request(req, "issue");
        kernel().say(new RequestEvent.Issue(req, inode.ino(), request.write(), request.sync(), request.offset(),
                request.bytes(), false, inode.iSize().load(), inode.blkbits()));
        Kiocb iocb = new Kiocb(kernel(), req, request.sync(), request.offset(), request.kiFlags());
        IovIter iter = new IovIter(kernel(), pages, req, request.write(), request.iov());
        iocbs.put(req, iocb);
        iters.put(req, iter);
        IomapDioOps dops = new IomapDioOps(
                request.endIo() ? (kiocb, size, error, flags) -> fs.endIo(inode, kiocb, size, error, flags) : null,
                request.submitIo() ? fs::submitIo : null);
        long ret = engine.iomapDioRw(iocb, inode, device, iter, fs.ops(), dops, request.dioFlags(),
                request.doneBefore());
        kernel().say(new RequestEvent.Return(req, ret));
        if (ret != -Errno.EIOCBQUEUED) {
            iocb.returned(ret);
        }
    }

    /** The fields of {@code return}. */
    ObjectNode returned(RequestEvent.Return ret) {
        ObjectNode fields = EventJson.of(ret, "req", "ret");
        Kiocb iocb = iocbs.get(ret.req());
        IovIter iter = iters.get(ret.req());
        if (ret.ret() != -Errno.EIOCBQUEUED && iocb != null && iter != null) {
            fields.put("ki_pos", iocb.kiPos().load()).put("left", iter.count());
        }
        return fields;
    }

    private void submitted(Bio bio) {
        bios.put(bio.id(), bio.number());
        if (IomapDevice.takes(bio)) {
            reach("submit:" + bio.number());
        } else {
            complete(bio.number(), -Errno.EINVAL, true);
        }
    }

    @Override
    protected void act(JsonNode action) {
        switch (action.path("op").asText()) {
            case "caller" -> caller(action.path("req").asInt());
            case "set_i_size" -> asDriver(() -> {
                inode.iSize().store(action.path("value").asLong());
                kernel().say(new InodeEvent.SetIsize(inode.ino(), action.path("value").asLong()));
            });
            case "set_nrpages" -> asDriver(() -> {
                inode.nrpages().store(action.path("value").asLong());
                kernel().say(new InodeEvent.SetNrpages(inode.ino(), action.path("value").asLong()));
            });
            default -> super.act(action);
        }
    }

    private void asDriver(Runnable body) {
        machine().run(machine().thread(ContextKind.TASK, "driver", body));
    }

    /** The issuer finishes a request that was handed to it. */
    private void caller(int req) {
        Kiocb iocb = iocbs.get(req);
        if (deferred.remove(req) && iocb != null) {
            machine().run(machine().thread(ContextKind.TASK, "task" + req, iocb::finishDeferred));
        }
    }

    @Override
    protected void drain() {
        super.drain();
        while (!deferred.isEmpty()) {
            caller(deferred.first());
            super.drain();
        }
    }

    /** A sleeper that no bio can wake may wait for a work. */
    @Override
    protected void starved(String reason) {
        if (hasWork()) {
            work();
        } else {
            super.starved(reason);
        }
    }

    /** The lists of a version that is known to read freed memory were recorded with that memory kept as it was. */
    @Override
    public void usedAfterFree(Cell cell) {
        notes.add("use after free: " + cell);
        if (!version.freedButRead().contains(cell.name())) {
            super.usedAfterFree(cell);
        }
    }

    @Override
    public void before(Op op, Cell cell) {
        if (op == Op.ADD_RETURN && cell.name().equals("ref")) {
            Integer bio = endedHere();
            if (bio != null) {
                reach("bio_drop:" + bio);
            }
        }
        super.before(op, cell);
    }

    @Override
    public void after(Op op, Cell cell) {
        super.after(op, cell);
        if (op == Op.XCHG && cell.name().equals("state") && ((Word) cell).value != 0 && context().startsWith("task")) {
            String req = context().substring("task".length());
            reach("set_state:" + req + ":" + count("set_state:" + req));
        }
    }

    @Override
    public void said(Event event) {
        if (event instanceof MemoryEvent.Alloc alloc) {
            live.add(alloc.object());
        } else if (event instanceof WorkEvent.WqAlloc alloc && alloc.wq() >= 0) {
            liveWq++;
        } else if (event instanceof WorkEvent.WqDestroyed) {
            liveWq--;
        } else if (event instanceof RequestEvent.Return ret) {
            returns.put(String.valueOf(ret.req()), ret.ret());
        } else if (event instanceof RequestEvent.AioComplete complete) {
            completions.put(String.valueOf(complete.req()), complete.res());
        } else if (event instanceof InodeEvent.InodeDioGet) {
            mapping.add(context());
        }
        super.said(event);
        if (event instanceof LogEvent.WarnOn warning) {
            notes.add("warning: " + warning.what());
        } else if (event instanceof MemoryEvent.Free free) {
            live.remove(free.object());
        } else if (event instanceof IomapEvent.KiCompleteDeferred handed) {
            deferred.add(handed.req());
            reach("deferred:" + handed.req());
        } else if (event instanceof DioEvent.Ref ref && ref.to() < ref.from()) {
            dropped();
        }
    }

    private void dropped() {
        Integer bio = endedHere();
        if (bio != null) {
            reach("bio_dropped:" + bio);
        } else if (context().startsWith("task")) {
            reach("dropped:" + context().substring("task".length()));
        }
    }
}

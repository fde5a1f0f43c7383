// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.GoldenLine;
import endio.conform.Observed;
import endio.conform.ScriptRun;
import endio.conform.ScriptedDevice;
import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.FileSystemEvent;
import endio.event.FileSystemEvent.BlockRun;
import endio.event.InodeEvent;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.event.RequestEvent;
import endio.event.WorkEvent;
import endio.machine.Cell;
import endio.machine.Op;
import endio.machine.Word;
import endio.vfs.Bio;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A scenario of the core, on one version of it. */
final class CoreRun extends ScriptRun {
    private final Version version;
    private final Map<Integer, Request> requests = new TreeMap<>();
    private final CountedPages pages = new CountedPages(requests);
    private final ScriptedFileSystem fs;
    private final CoreJson json;
    private final ScriptedDevice device;
    private final SuperBlock sb;
    private final Inode inode;
    private final DirectIo core;
    private final Set<ObjectId> live = new HashSet<>();
    private final ObjectNode returns = JsonNodeFactory.instance.objectNode();
    private final ObjectNode completions = JsonNodeFactory.instance.objectNode();
    private final List<String> notes = new ArrayList<>();
    private int liveWq;

    CoreRun(GoldenLine line, Version version) {
        super(line, null);
        this.version = version;
        JsonNode scenario = line.scenario();
        int number = 0;
        for (JsonNode request : scenario.path("requests")) {
            requests.put(number++, Request.of(line, request));
        }
        this.fs = new ScriptedFileSystem(this, line, version.surroundings());
        int blkbits = log2("block_size", 4096);
        this.json = new CoreJson(version, requests, fs, blkbits);
        this.device = new ScriptedDevice(kernel(), log2("logical_block_size", 512),
                scenario.path("bio_max_pages").asInt(256), bio -> reach("submit:" + bio.number()));
        this.sb = new SuperBlock(kernel());
        this.inode = new ScriptedInode(kernel(), sb, blkbits, scenario);
        this.core = version.core().apply(kernel(), pages);
    }

    Observed run() {
        return observe(returns, completions, notes, counters -> counters.put("i_dio_count", inode.dioCount())
                .put("live_dio", live("dio")).put("live_bio", live("bio")).put("live_pages", pages.live())
                .put("zero_page_refs", pages.zero()).put("live_wq", liveWq));
    }

    private long live(String type) {
        return live.stream().filter(object -> object.type().equals(type)).count();
    }

    @Override
    protected @Nullable ObjectNode render(Event event) {
        if (event instanceof FileSystemEvent.ConvertEnd end) {
            for (BlockRun converted : end.converted()) {
                emit("convert", "req", end.req(), "lblk", converted.lblk(), "len", converted.len());
            }
            return null;
        }
        return json.render(event, context());
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
        Request request = requests.get(req);
        if (request == null) {
            throw line().error("no request " + req);
        }
        kernel().say(new RequestEvent.Issue(req, inode.ino(), request.write(), request.sync(), request.offset(),
                request.bytes(), false, inode.iSize().load(), inode.blkbits()));
        Kiocb iocb = new Kiocb(kernel(), req, request.sync(), request.offset(),
                request.osync() ? Set.of(Kiocb.Flag.DSYNC) : Set.of());
        long ret = core.blockdevDirectIo(request.write(), iocb, inode, device, request.iov(), request.offset(),
                fs::getBlock,
                request.endIo() ? (kiocb, off, bytes, priv, soFar, async) ->
                        fs.endIo(request, inode, kiocb, off, bytes, priv, soFar, async) : null,
                request.submitIo() ? this::submitIo : null, request.flags());
        kernel().say(new RequestEvent.Return(req, ret));
    }

    private void submitIo(Dio dio, Bio bio, long fileOffset) {
        emit("fs_submit_io", "logical_off", fileOffset);
        bio.biEndIo(ended -> {
            emit("fs_bio_end_io", "bio", ended.number());
            core.dioEndIo(ended);
        });
        device.submitBio(bio, dio.req(), dio.number(), -1, fileOffset);
    }

    @Override
    protected void act(JsonNode action) {
        switch (action.path("op").asText()) {
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

    /** The script's inode lock never makes anybody wait. */
    @Override
    protected boolean ready(Op op, Word cell) {
        return cell.name().equals("i_mutex") || super.ready(op, cell);
    }

    /** The lists were made with freed bios kept readable. */
    @Override
    public void usedAfterFree(Cell cell) {
        notes.add("use after free: " + cell);
        if (!cell.owner().type().equals("bio")) {
            super.usedAfterFree(cell);
        }
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
        } else if (event instanceof RequestEvent.Return ret) {
            returns.put(String.valueOf(ret.req()), ret.ret());
        } else if (event instanceof RequestEvent.AioComplete complete) {
            completions.put(String.valueOf(complete.req()), complete.res());
        }
        super.said(event);
    }
}

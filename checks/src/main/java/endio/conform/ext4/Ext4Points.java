// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import endio.conform.GoldenLine;
import endio.event.DioEvent;
import endio.event.Event;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.IoEndEvent;
import endio.event.MappingEvent;
import endio.event.RequestEvent;
import endio.machine.Cell;
import endio.machine.Op;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The points of ext4's lists, found in the stream of operations and events. */
abstract class Ext4Points extends ThreadedRun {
    /** Flushers that have mapped all and not yet submitted the rest. */
    private final Set<String> submitting = new HashSet<>();
    private int listLoads;

    Ext4Points(GoldenLine line) {
        super(line);
    }

    @Override
    public void before(Op op, Cell cell) {
        String ctx = context();
        lastSubmission(ctx);
        super.before(op, cell);
        if (cell.name().equals("i_private") && op == Op.STORE) {
            reach("aio_set:" + requestOf(ctx) + ":" + count("aio_set:" + ctx));
        } else if (op == Op.ADD_RETURN && cell.owner().type().equals("io_end")) {
            if (ctx.startsWith("flusher")) {
                reach("wb_put:" + ctx.substring("flusher".length()));
            }
            reach(counted("put:" + cell.owner().number()));
        } else if (cell.name().endsWith("conversion_list")) {
            beforeList(op);
        }
    }

    /** Taking a list is a load and a store; appending looks whether it is empty first. */
    private void beforeList(Op op) {
        if (op == Op.LOAD) {
            listLoads++;
        } else if (listLoads > 1) {
            reach(counted("list_add"));
        }
    }

    private void lastSubmission(String ctx) {
        if (submitting.remove(ctx)) {
            reach("wb_submit:" + ctx.substring("flusher".length()));
        }
    }

    @Override
    public void after(Op op, Cell cell) {
        if (op == Op.LOCK && cell.name().equals("i_completed_io_lock")) {
            listLoads = 0;
        }
        super.after(op, cell);
        if ((op == Op.UNLOCK || op == Op.UP_WRITE) && inodeLock(cell)) {
            String ctx = context();
            reach("unlocked:" + requestOf(ctx) + ":" + count("unlocked:" + ctx));
        }
    }

    @Override
    public void said(Event event) {
        String ctx = context();
        if (!(event instanceof FileSystemEvent.ReserveDrop)) {
            lastSubmission(ctx);
        }
        super.said(event);
        if (event instanceof FileSystemEvent.JournalStop && ctx.startsWith("flusher")) {
            submitting.add(ctx);
        }
        String point = point(event);
        if (point != null) {
            reach(point);
        }
    }

    private @Nullable String point(Event event) {
        if (event instanceof InodeEvent.InodeLock lock) {
            return "locked:" + lock.req();
        } else if (event instanceof IoEndEvent.AioSet set) {
            return counted("aio_set_done:" + set.req());
        } else if (event instanceof IoEndEvent.AioGet get) {
            return counted("aio_get:" + (get.req() < 0 ? "wb" : get.req()));
        } else if (event instanceof IoEndEvent.DioReturn ret) {
            return "dio_return:" + ret.req();
        } else if (event instanceof IoEndEvent.IoEndPut put) {
            return counted("put_done:" + put.ioEnd());
        } else if (event instanceof MappingEvent.GetBlock get) {
            return "get_block_done:" + get.req() + ":" + (count("get_block_done:" + get.req()) - 1);
        } else if (event instanceof DioEvent.EndIo end) {
            return "end_io:" + end.req();
        } else if (event instanceof FileSystemEvent.ConvertBegin convert) {
            return "convert:" + convert.call();
        } else if (event instanceof RequestEvent.AioComplete complete) {
            return "aio_complete:" + complete.req();
        }
        return null;
    }

    private String counted(String what) {
        return what + ":" + count(what);
    }
}

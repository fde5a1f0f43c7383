// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import com.fasterxml.jackson.databind.JsonNode;
import endio.iomap.IomapDirectIo;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A request of a scenario.
 *
 * @param endIo the file system passes an {@code end_io}
 * @param endIoRet what that returns after a good transfer
 * @param submitIo the file system submits the bios itself
 * @param atomic its mappings can be written in one bio that is not torn
 * @param faultPage first page that is not there, -1: all are
 */
record IomapRequest(boolean write, boolean sync, long offset, List<IoVec> iov, boolean endIo, int endIoRet,
        Set<Kiocb.Flag> kiFlags, boolean submitIo, boolean atomic, Set<IomapDirectIo.Flag> dioFlags, long doneBefore,
        long faultPage, int faultErrno) {

    /** Reads it. */
    static IomapRequest of(JsonNode json) {
        List<IoVec> iov = new ArrayList<>();
        json.path("iov").forEach(vec -> iov.add(new IoVec(vec.path("addr").asLong(), vec.path("len").asLong())));
        boolean sync = json.path("sync").asBoolean(false);
        boolean atomic = json.path("atomic").asBoolean(false);
        Set<IomapDirectIo.Flag> dioFlags = EnumSet.noneOf(IomapDirectIo.Flag.class);
        json.path("dio_flags").forEach(flag -> dioFlags.add(IomapDirectIo.Flag.valueOf(flag.asText())));
        JsonNode fault = json.path("fault");
        return new IomapRequest(json.path("rw").asText().equals("W"), sync, json.path("offset").asLong(), iov,
                json.path("end_io").asBoolean(true), json.path("end_io_ret").asInt(0), kiFlags(json, sync, atomic),
                json.path("submit_io").asBoolean(false), atomic, dioFlags, json.path("done_before").asLong(0),
                fault.path("page").asLong(-1), fault.path("errno").asInt(-14));
    }

    private static Set<Kiocb.Flag> kiFlags(JsonNode json, boolean sync, boolean atomic) {
        Set<Kiocb.Flag> flags = EnumSet.noneOf(Kiocb.Flag.class);
        String osync = json.path("osync").asText("");
        if (osync.equals("dsync") || osync.equals("sync")) {
            flags.add(Kiocb.Flag.DSYNC);
        }
        if (osync.equals("sync")) {
            flags.add(Kiocb.Flag.SYNC);
        }
        if (json.path("nowait").asBoolean(false)) {
            flags.add(Kiocb.Flag.NOWAIT);
        }
        if (json.path("caller_comp").asBoolean(false) && !sync) {
            flags.add(Kiocb.Flag.DIO_CALLER_COMP);
        }
        if (atomic) {
            flags.add(Kiocb.Flag.ATOMIC);
        }
        return flags;
    }

    /** Length of all vectors. */
    long bytes() {
        return iov.stream().mapToLong(IoVec::len).sum();
    }
}

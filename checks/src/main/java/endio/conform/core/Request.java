// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import com.fasterxml.jackson.databind.JsonNode;
import endio.conform.GoldenLine;
import endio.directio.DirectIo.Flag;
import endio.vfs.IoVec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A request of a scenario.
 *
 * @param endIo the file system passes an {@code end_io}
 * @param endIoRet what that returns
 * @param submitIo the file system submits the bios itself
 * @param faultPage first page that cannot be pinned, -1: all can
 */
record Request(boolean write, boolean sync, long offset, List<IoVec> iov, boolean endIo, long endIoRet, Set<Flag> flags,
        boolean osync, boolean submitIo, long faultPage, int faultErrno) {

    /** Reads it. */
    static Request of(GoldenLine line, JsonNode json) {
        List<IoVec> iov = new ArrayList<>();
        json.path("iov").forEach(vec -> iov.add(new IoVec(vec.path("addr").asLong(), vec.path("len").asLong())));
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        json.path("flags").forEach(flag -> flags.add(line.constant(Flag.class, flag.asText())));
        JsonNode fault = json.path("fault");
        return new Request(json.path("rw").asText().equals("W"), json.path("sync").asBoolean(false),
                json.path("offset").asLong(), iov, json.path("end_io").asBoolean(true),
                json.path("end_io_ret").asLong(0), flags, json.path("osync").asBoolean(false),
                json.path("submit_io").asBoolean(false), fault.path("page").asLong(-1), fault.path("errno").asInt(-14));
    }

    /** Length of all vectors. */
    long bytes() {
        return iov.stream().mapToLong(IoVec::len).sum();
    }
}

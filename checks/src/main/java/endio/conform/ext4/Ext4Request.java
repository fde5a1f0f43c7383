// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import com.fasterxml.jackson.databind.JsonNode;
import endio.vfs.IoVec;
import java.util.ArrayList;
import java.util.List;

/**
 * A request of a scenario.
 *
 * @param overwrite its caller found all blocks written
 * @param faultPage first page that cannot be pinned, -1: all can
 */
record Ext4Request(boolean write, boolean sync, long offset, List<IoVec> iov, boolean overwrite, long faultPage,
        int faultErrno) {

    /** Reads it. */
    static Ext4Request of(JsonNode json) {
        List<IoVec> iov = new ArrayList<>();
        json.path("iov").forEach(vec -> iov.add(new IoVec(vec.path("addr").asLong(), vec.path("len").asLong())));
        JsonNode fault = json.path("fault");
        return new Ext4Request(json.path("rw").asText().equals("W"), json.path("sync").asBoolean(false),
                json.path("offset").asLong(), iov, json.path("overwrite").asBoolean(false), fault.path("page").asLong(-1),
                fault.path("errno").asInt(-14));
    }

    /** The end of its range in the file. */
    long end() {
        return offset + iov.stream().mapToLong(IoVec::len).sum();
    }

    /** {@code get_user_pages_fast} on its user area. */
    int getUserPages(long first, int want) {
        if (faultPage < 0) {
            return want;
        }
        int there = (int) Math.min(want, Math.max(0, faultPage - first));
        return there == 0 ? faultErrno : there;
    }
}

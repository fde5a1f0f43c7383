// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import com.fasterxml.jackson.databind.JsonNode;
import endio.conform.ScriptedDevice;
import endio.event.Errno;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A scripted device that may write through its cache, and that wants memory aligned to 512 bytes. */
final class IomapDevice extends ScriptedDevice {
    private static final int DMA_ALIGNMENT = 512;

    private final boolean fua;
    private final boolean writeCache;
    private final Map<Integer, Integer> status = new HashMap<>();

    IomapDevice(Kernel kernel, int logicalBlockBits, JsonNode scenario, Consumer<Bio> submitted) {
        super(kernel, logicalBlockBits, scenario.path("bio_max_pages").asInt(256), submitted);
        this.fua = scenario.path("fua").asBoolean(false);
        this.writeCache = scenario.path("write_cache").asBoolean(true);
    }

    @Override
    public boolean fua() {
        return fua;
    }

    @Override
    public boolean writeCache() {
        return writeCache;
    }

    /** Whether it takes the memory of a bio. */
    static boolean takes(Bio bio) {
        return bio.alignment() % DMA_ALIGNMENT == 0;
    }

    @Override
    public void end(int number, int status) {
        this.status.put(number, status);
        super.end(number, status);
    }

    /** How a bio ended, as the lists name it. */
    String statusOf(int number) {
        return switch (-status.getOrDefault(number, 0)) {
            case 0 -> "OK";
            case Errno.EAGAIN -> "EAGAIN";
            case Errno.EINVAL -> "EINVAL";
            case Errno.ENOSPC -> "ENOSPC";
            default -> "EIO";
        };
    }
}

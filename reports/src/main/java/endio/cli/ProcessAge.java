// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** How long this process has been running: what somebody who measures it sees. */
final class ProcessAge {
    /** Linux tells the start of a process in ticks since boot, 100 a second (proc(5), /proc/pid/stat, field 22: starttime). */
    private static final long NANOS_A_TICK = 10_000_000;
    private static final int START_TIME = 22;
    private static final double NANOS = 1e9;

    private ProcessAge() {}

    /** In nanoseconds, to about 10 ms; 0 if nothing tells it. */
    static long nanos() {
        try {
            return nanos(read("stat"), Files.readString(Path.of("/proc/uptime"), StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            // Elsewhere than on Linux. There the start is known in seconds alone: from the start of the system, in seconds.
            return ProcessHandle.current().info().startInstant().map(start -> Duration.between(start, Instant.now()).toNanos())
                    .filter(age -> age > 0).orElse(0L);
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of("/proc/self").resolve(file), StandardCharsets.UTF_8);
    }

    /** What is in {@code /proc/self/stat} and {@code /proc/uptime} says so. A program's name may hold anything but ends at the last bracket. */
    static long nanos(String stat, String uptime) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long started = Long.parseLong(afterName[START_TIME - 3]) * NANOS_A_TICK;
        long now = (long) (Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * NANOS);
        return Math.max(0, now - started);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A long recording takes the memory of the requests in flight. By default a short one of long ones, so that the suite
 * stays
 * quick; {@code -Dendio.trace.lines=1000000} checks that a million lines take at most ten seconds of a
 * processor.
 */
class MillionLinesTest {
    private static final Pattern STAMP = Pattern.compile(" (\\d+)\\.(\\d{6}): ");
    private static final long MICROS = 1_000_000;

    /** Recordings one after the other, with time going on; made while it is read. */
    private static final class Endless extends InputStream {
        private final List<String> body = new ArrayList<>();
        private final Deque<byte[]> ready = new ArrayDeque<>();
        private long left;
        private int next;
        private long offset = 100 * MICROS;
        private byte[] line = new byte[0];
        private int at;

        Endless(long lines) {
            left = lines;
            long end = 0;
            for (String name : List.of("ext4-unwritten-threads", "vfat-mixed-buffered", "xfs-umount",
                    "ocfs2-truncate-race")) {
                long start = -1;
                for (String each : Recordings.lines("6.1.192/" + name + ".ftrace.txt")) {
                    Matcher stamp = STAMP.matcher(each);
                    if (!each.startsWith("#") && stamp.find() && !each.contains("sb_init_dio_done_wq")
                            && !each.contains("destroy_workqueue") && !each.contains("generic_shutdown_super")) {
                        long micros = Long.parseLong(stamp.group(1)) * MICROS + Long.parseLong(stamp.group(2));
                        start = start < 0 ? micros - end : start;
                        end = micros - start + 1;
                        body.add(each.substring(0, stamp.start()) + " @" + (micros - start) + "@: "
                                + each.substring(stamp.end()));
                    }
                }
            }
            ready.add("# tracer: nop\n".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (at == line.length && !advance()) {
                return -1;
            }
            int count = Math.min(length, line.length - at);
            System.arraycopy(line, at, into, from, count);
            at += count;
            return count;
        }

        private boolean advance() {
            if (ready.isEmpty()) {
                // A recording is not cut in the middle: what is in flight then would be counted otherwise.
                if (left <= 0 && next == 0) {
                    return false;
                }
                String text = body.get(next);
                int open = text.indexOf(" @");
                int close = text.indexOf("@: ");
                long micros = offset + Long.parseLong(text.substring(open + 2, close));
                String fraction = Long.toString(MICROS + micros % MICROS).substring(1);
                ready.add((text.substring(0, open) + " " + micros / MICROS + "." + fraction + ": "
                        + text.substring(close + 3)
                        + "\n").getBytes(StandardCharsets.UTF_8));
                left--;
                if (++next == body.size()) {
                    next = 0;
                    offset = micros + 1;
                }
            }
            line = ready.remove();
            at = 0;
            return true;
        }
    }

    @Test
    void aLongRecordingIsJudgedInItsTime() throws IOException {
        long lines = Long.getLong("endio.trace.lines", 60_000);
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long before = clock.getCurrentThreadCpuTime();
        TraceReport report = new TraceCheck(TraceCheck.Options.DEFAULT).check(new Endless(lines), "endless");
        Duration took = Duration.ofNanos(clock.getCurrentThreadCpuTime() - before);
        assertThat(report.problems()).isEmpty();
        assertThat(report.findings()).isEmpty();
        assertThat(report.lines()).isGreaterThanOrEqualTo((int) lines);
        assertThat(report.property("S4").judged()).isGreaterThan((int) (lines / 100));
        if (lines >= 1_000_000) {
            assertThat(took).isLessThan(Duration.ofSeconds(10));
        }
    }
}

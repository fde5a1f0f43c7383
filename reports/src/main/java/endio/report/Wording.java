// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.Step;
import java.util.List;
import java.util.Map;

/** What a step does, in a few words, and what is different after it. */
final class Wording {
    private static final Map<Long, String> ERRNO = Map.of(5L, "EIO", 11L, "EAGAIN", 12L, "ENOMEM", 14L, "EFAULT",
            15L, "ENOTBLK", 16L, "EBUSY", 22L, "EINVAL", 28L, "ENOSPC", 30L, "EROFS", 529L, "EIOCBQUEUED");

    private Wording() {}

    /** What the step does: {@code put io_end#0}. */
    static String what(Step s) {
        if (!s.said()) {
            return operation(s);
        }
        return switch (s.event()) {
            case "issue" -> (flag(s, "write") ? "write" : "read") + " req " + s.text("req")
                    + (flag(s, "sync") ? " sync " : " AIO ")
                    + range(s) + (flag(s, "overwrite") ? " overwrite" : "");
            case "return" -> "returns " + result(s.number("ret", 0));
            case "aio_complete" -> "aio_complete req " + s.text("req") + ": " + result(s.number("res", 0));
            case "dio_alloc" -> numbered(s, "dio", "allocates dio#", "dio allocation fails");
            case "dio_free" -> "frees dio#" + s.text("dio");
            case "ref" -> (s.number("to", 0) > s.number("from", 0) ? "gets dio#" : "drops dio#") + s.text("dio");
            case "bio_list_push" -> "puts bio#" + s.text("bio") + " on the list";
            case "bio_list_pop" -> "takes bio#" + s.text("bio") + " off the list";
            case "waiter_set" -> "announces itself as waiter";
            case "waiter_clear" -> "takes the announcement back";
            case "sleep" -> "sleeps";
            case "spurious_wake" -> "wakes, woken by nobody";
            case "wake" -> "wakes the submitter of req " + s.text("req");
            case "unplug" -> "all bios are with the device";
            case "defer_completion" -> "req " + s.text("req") + " asks for deferral";
            case "end_io" -> "end_io of req " + s.text("req") + " " + range(s);
            case "gathered" -> "gathers: result " + s.text("result") + ", io_error " + result(s.number("io_error", 0))
                    + (flag(s, "defer") ? ", deferred" : "");
            case "bio_submit" -> "submit_bio bio#" + s.text("bio") + (flag(s, "write") ? " write " : " read ")
                    + range(s);
            case "bio_end" -> "bio#" + s.text("bio") + (flag(s, "ok") ? " ends" : " fails");
            case "get_block_begin" -> "maps from block " + s.text("lblk");
            case "get_block" -> "get_block " + s.text("lblk") + (s.number("ret", 0) == 0 ? "+" + s.text("len") : ": "
                    + result(s.number("ret", 0)));
            case "io_end_alloc" -> numbered(s, "io_end", "allocates io_end#", "io_end allocation fails");
            case "io_end_set" -> "io_end#" + s.text("io_end") + " is born";
            case "io_end_get" -> "gets io_end#" + s.text("io_end");
            case "io_end_put" -> "puts io_end#" + s.text("io_end");
            case "io_end_free" -> "frees io_end#" + s.text("io_end");
            case "set_unwritten" -> "flags " + numbered(s, "io_end", "io_end#", "no io_end") + " unwritten";
            case "set_defer" -> "sets BH_Defer_Completion";
            case "aio_set" -> "current io_end = " + numbered(s, "io_end", "#", "NULL");
            case "aio_get" -> "current io_end is " + numbered(s, "io_end", "#", "NULL");
            case "convert_begin" -> "conversion of " + range(s) + " begins";
            case "convert_end" -> "conversion of " + range(s) + (s.number("ret", 0) < 0 ? " fails" : " ends");
            case "inode_dio_get" -> "i_dio_count up";
            case "inode_dio_done" -> "i_dio_count down";
            case "inode_lock" -> "takes i_mutex";
            case "inode_unlock" -> "releases i_mutex";
            case "dio_wait_begin" -> "inode_dio_wait begins";
            case "dio_wait_end" -> "inode_dio_wait returns";
            case "truncate_begin" -> "truncates from block " + s.text("lblk");
            case "truncate_end" -> "blocks from " + s.text("lblk") + " are gone";
            case "read_saw" -> "reads block " + s.text("lblk") + ": " + s.text("saw");
            case "queue_work" -> "queue_work " + s.text("work") + (flag(s, "queued") ? "" : " (pending already)");
            case "work_start" -> "worker takes " + s.text("work");
            case "work_end" -> "worker is done with " + s.text("work");
            case "wq_alloc" -> numbered(s, "wq", "allocates workqueue#", "workqueue allocation fails");
            case "wq_publish" -> "publishes workqueue#" + s.text("wq") + (flag(s, "won") ? "" : ": lost");
            case "locked" -> "locks " + s.text("lock");
            case "unlocked" -> "unlocks " + s.text("lock");
            case "might_sleep" -> "may sleep: " + s.text("what");
            case "schedule" -> "sleeps in " + s.text("reason");
            case "alloc" -> "allocates " + s.text("object");
            case "free" -> "frees " + s.text("object");
            case "use" -> "uses " + s.text("object");
            case "crash" -> "kernel crash: " + s.text("what");
            case "warn_on" -> "WARN_ON: " + s.text("what");
            case "assertion_failed" -> "assertion failed: " + s.text("what");
            case "seen_event" -> s.text("what") + " is " + s.text("got")
                    + (s.text("got").equals(s.text("due")) ? "" : ", due is " + s.text("due"));
            case "note" -> s.text("text");
            case "log" -> "log: " + s.text("what");
            default -> plain(s);
        };
    }

    /** What is different after it: {@code i_dio_count 1}; empty if nothing is. */
    static String state(Step s) {
        if (!s.said()) {
            return s.changed() ? s.cell() + " " + s.before() + " → " + s.after() : "";
        }
        return switch (s.event()) {
            case "ref" -> "dio#" + s.text("dio") + " refcount " + s.text("from") + " → " + s.text("to");
            case "dio_alloc" -> s.number("dio", -1) < 0 ? "" : "dio#" + s.text("dio") + " refcount 1";
            case "dio_free" -> "dio#" + s.text("dio") + " freed";
            case "io_end_set", "io_end_get", "io_end_put" -> "io_end#" + s.text("io_end") + " count " + s.text("count");
            case "io_end_free" -> "io_end#" + s.text("io_end") + " freed";
            case "inode_dio_get", "inode_dio_done" -> "i_dio_count " + s.text("count");
            case "i_ioend_count" -> "i_ioend_count " + s.text("count");
            case "i_unwritten" -> "i_unwritten " + s.text("count");
            case "get_block" -> s.number("ret", 0) != 0 ? ""
                    : (flag(s, "unwritten") ? "unwritten" : flag(s, "mapped") ? "mapped" : "hole")
                    + (flag(s, "defer") ? ", defer" : "");
            case "convert_end" -> s.number("ret", 0) < 0 ? result(s.number("ret", 0))
                    : runs(s.fields().get("converted"));
            case "set_isize" -> "i_size " + s.text("i_size");
            case "free" -> s.text("object") + " freed";
            case "queue_work" -> flag(s, "queued") ? "queue " + s.text("queue") : "";
            default -> "";
        };
    }

    /** A byte count, or the name of an error: {@code -EIOCBQUEUED}. */
    static String result(long ret) {
        String name = ERRNO.get(-ret);
        return name == null ? Long.toString(ret) : "-" + name;
    }

    private static String operation(Step s) {
        String value = s.changed() ? "" : s.after().isEmpty() ? "" : " = " + s.after();
        return s.op().isEmpty() ? s.cell() : s.op().toLowerCase(java.util.Locale.ROOT) + " " + s.cell() + value;
    }

    /** As a kernel's trace would print it; what is not known is left out. */
    private static String plain(Step s) {
        StringBuilder text = new StringBuilder(s.event());
        s.fields().forEach((name, value) -> {
            if (!(value instanceof Number n && n.longValue() == -1)) {
                text.append(' ').append(name).append('=').append(value);
            }
        });
        return text.toString();
    }

    private static String runs(Object converted) {
        if (!(converted instanceof List<?> list) || list.isEmpty()) {
            return "nothing was unwritten";
        }
        StringBuilder text = new StringBuilder();
        for (Object run : list) {
            if (run instanceof Map<?, ?> map) {
                text.append(text.length() == 0 ? "" : ", ").append(map.get("lblk")).append('+').append(map.get("len"));
            }
        }
        return "blocks " + text + " written";
    }

    private static String range(Step s) {
        long off = s.number("off", -1);
        return (off < 0 ? "" : off + "+") + s.text("bytes");
    }

    private static String numbered(Step s, String field, String some, String none) {
        return s.number(field, -1) < 0 ? none : some + s.text(field);
    }

    private static boolean flag(Step s, String field) {
        return Boolean.TRUE.equals(s.fields().get(field));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.trace.Vocabulary.Kind;
import endio.trace.Vocabulary.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Probes in bpftrace's language that print what ftrace would print. */
final class Bpftrace {
    private static final String COLUMNS = "%16s-%-7d [%03d] %12d.%06d: ";
    private static final String VALUES = "comm, tid, cpu, nsecs / 1000000000, (nsecs % 1000000000) / 1000";
    private static final List<String> ARGUMENTS = List.of("di", "si", "dx", "cx", "r8", "r9");
    private static final Map<String, String> TRACEPOINTS = Map.of(
            "workqueue_queue_work", "work struct=%llx function=%s workqueue=%s req_cpu=%d cpu=%d|args.work, ksym(args.function), "
                    + "str(args.workqueue), args.req_cpu, args.cpu",
            "workqueue_execute_start", "work struct %llx: function %s|args.work, ksym(args.function)",
            "workqueue_execute_end", "work struct %llx: function %s|args.work, ksym(args.function)",
            "kmalloc", "call_site=%s ptr=%llx|ksym(args.call_site), args.ptr",
            "kfree", "call_site=%s ptr=%llx|ksym(args.call_site), args.ptr",
            "kmem_cache_alloc", "call_site=%s ptr=%llx|ksym(args.call_site), args.ptr",
            "kmem_cache_free", "call_site=%s ptr=%llx name=%s|ksym(args.call_site), args.ptr, str(args.name)",
            "irq_handler_entry", "irq=%d name=%s|args.irq, str(args.name)",
            "irq_handler_exit", "irq=%d ret=%d|args.irq, args.ret");

    private Bpftrace() {}

    static void probe(Known known, String kernel, StringBuilder out) {
        if (known.kind() == Kind.SYSCALL) {
            boolean enter = known.name().startsWith("sys_enter_");
            String args = !enter ? "0x%llx|args.ret" : known.name().endsWith("ftruncate")
                    ? "fd: 0x%llx, length: 0x%llx|args.fd, args.length"
                    : "fd: 0x%llx, mode: 0x%llx, offset: 0x%llx, len: 0x%llx|args.fd, args.mode, args.offset, args.len";
            print(out, "tracepoint:syscalls:" + known.name(), known.name(), args);
        } else if (known.kind() == Kind.TRACEPOINT) {
            print(out, "tracepoint:" + known.where() + ":" + known.name(), known.name(),
                    TRACEPOINTS.getOrDefault(known.name(), "|"));
        } else {
            String where = Vocabulary.get().in(kernel, known.where());
            where = where.substring(where.indexOf(':') + 1);
            List<String> formats = new ArrayList<>();
            List<String> values = new ArrayList<>();
            for (String arg : known.args()) {
                argument(Vocabulary.get().in(kernel, arg), formats, values);
            }
            print(out, (known.kind() == Kind.KPROBE ? "kprobe:" : "kretprobe:") + where, known.name(),
                    "(" + where + ")" + (formats.isEmpty() ? "" : " ") + String.join(" ", formats) + "|"
                            + String.join(", ", values));
        }
    }

    private static void print(StringBuilder out, String probe, String name, String formatAndValues) {
        int bar = formatAndValues.indexOf('|');
        String values = formatAndValues.substring(bar + 1);
        out.append(probe).append(" { printf(\"").append(COLUMNS).append(name).append(": ")
                .append(formatAndValues.substring(0, bar).replace("\"", "\\\"")).append("\\n\", ").append(VALUES)
                .append(values.isEmpty() ? "" : ", " + values).append("); }\n");
    }

    /** {@code ino=+64(%di):u64} as a format and an expression. */
    private static void argument(String arg, List<String> formats, List<String> values) {
        int equals = arg.indexOf('=');
        String name = arg.substring(0, equals);
        String fetch = arg.substring(equals + 1);
        int colon = fetch.lastIndexOf(':');
        String type = colon < 0 ? "x64" : fetch.substring(colon + 1);
        String from = colon < 0 ? fetch : fetch.substring(0, colon);
        switch (type) {
            case "symbol" -> {
                formats.add(name + "=%s");
                values.add("ksym(" + value(from, "uint64") + ")");
            }
            case "string" -> {
                formats.add(name + "=\"%s\"");
                values.add("str(" + address(from) + ")");
            }
            default -> {
                boolean hexadecimal = type.startsWith("x");
                String c = (type.startsWith("s") ? "int" : "uint") + type.substring(1);
                formats.add(name + (hexadecimal ? "=0x%llx" : "=%lld"));
                values.add(value(from, c));
            }
        }
    }

    private static String value(String fetch, String type) {
        if (fetch.equals("$retval")) {
            return "(" + type + ")retval";
        }
        return fetch.startsWith("%") ? "(" + type + ")" + register(fetch) : "*(" + type + "*)(" + address(fetch) + ")";
    }

    /** The address that {@code +64(%di)} reads from. */
    private static String address(String fetch) {
        if (fetch.startsWith("%")) {
            return register(fetch);
        }
        int open = fetch.indexOf('(');
        String inner = fetch.substring(open + 1, fetch.length() - 1);
        return value(inner, "uint64") + " " + fetch.charAt(0) + " " + fetch.substring(1, open);
    }

    private static String register(String fetch) {
        String register = fetch.substring(1);
        int n = ARGUMENTS.indexOf(register);
        return n >= 0 ? "arg" + n : "reg(\"" + register + "\")";
    }
}

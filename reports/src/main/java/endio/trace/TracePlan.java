// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.trace.TraceRule.Need;
import endio.trace.Vocabulary.Kind;
import endio.trace.Vocabulary.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to switch on in a kernel so that a recording shows what is wanted of it: the list that the reader understands.
 */
public final class TracePlan {
    private static final Map<String, Engine> ENGINES = new LinkedHashMap<>();
    /** Events that bind others together, whatever is to be judged. */
    private static final Set<String> ALWAYS = Set.of("aio_write", "aio_read", "iomap_dio_rw", "blockdev_direct_IO",
            "kmalloc",
            "kmem_cache_alloc", "kfree", "kmem_cache_free", "irq_handler_entry", "irq_handler_exit");

    static {
        for (String fs : List.of("ext4", "ext2", "xfs", "f2fs", "btrfs", "zonefs")) {
            ENGINES.put(fs, Engine.IOMAP);
        }
        for (String fs : List.of("vfat", "exfat", "jfs", "ocfs2", "ntfs3", "nilfs2", "udf")) {
            ENGINES.put(fs, Engine.LEGACY);
        }
    }

    private final String fs;
    private final String kernel;
    private final List<String> properties;
    /** The events, with the properties that need them. */
    private final Map<Known, TreeSet<String>> events = new LinkedHashMap<>();

    /**
     * A plan.
     *
     * @param fs file system, empty for all
     * @param kernel one of {@link #kernels}
     * @param properties ids of those that are to be judged, empty for all that a recording can show
     * @throws IllegalArgumentException if the kernel, the file system or a property is not known; the message says
     * what is
     */
    public TracePlan(String fs, String kernel, List<String> properties) {
        if (!kernels().contains(kernel)) {
            throw new IllegalArgumentException("the offsets of kernel " + kernel + " are not known here; known are "
                    + String.join(", ", kernels()));
        }
        if (!fs.isEmpty() && !ENGINES.containsKey(fs)) {
            throw new IllegalArgumentException("file system " + fs + " is not known here; known are "
                    + String.join(", ", ENGINES.keySet()));
        }
        this.fs = fs;
        this.kernel = kernel;
        this.properties = List.copyOf(properties);
        Map<String, TreeSet<String>> needed = new LinkedHashMap<>();
        for (TraceRule rule : TraceRule.all()) {
            if (properties.isEmpty() || properties.contains(rule.id())) {
                for (Need need : rule.needs()) {
                    need.anyOf().forEach(event -> needed.computeIfAbsent(event, e -> new TreeSet<>()).add(rule.id()));
                }
            }
        }
        for (String id : properties) {
            if (TraceRule.all().stream().noneMatch(rule -> rule.id().equals(id))) {
                throw new IllegalArgumentException("no recording can show " + id + "; it can show "
                        + String.join(", ", TraceRule.all().stream().map(TraceRule::id).toList()));
            }
        }
        for (Known known : Vocabulary.get().events()) {
            boolean wanted = needed.containsKey(known.name()) || ALWAYS.contains(known.name()) || properties.isEmpty();
            if (wanted && inGroup(known)) {
                events.put(known, needed.getOrDefault(known.name(), new TreeSet<>()));
            }
        }
    }

    private boolean inGroup(Known known) {
        Engine engine = ENGINES.get(fs);
        String module = fs.equals("ext2") ? "ext4" : fs;
        return switch (known.group()) {
            case "any" -> true;
            case "iomap" -> engine != Engine.LEGACY;
            case "legacy" -> engine != Engine.IOMAP;
            default -> fs.isEmpty() || known.group().equals(module);
        };
    }

    /** Kernels of which the offsets are known. */
    public static Set<String> kernels() {
        return Vocabulary.get().kernels();
    }

    /** The probes alone, as {@code kprobe_events} takes them. */
    public List<String> probes() {
        List<String> probes = new ArrayList<>();
        for (Known known : events.keySet()) {
            if (known.kind() == Kind.KPROBE || known.kind() == Kind.KRETPROBE) {
                List<String> words = new ArrayList<>();
                words.add((known.kind() == Kind.KPROBE ? "p:aio/" : "r10:aio/") + known.name());
                words.add(known.where());
                words.addAll(known.args());
                probes.add(Vocabulary.get().in(kernel, String.join(" ", words)));
            }
        }
        return probes;
    }

    /** Other events, as tracefs names them: {@code workqueue/workqueue_queue_work}. */
    public List<String> tracepoints() {
        return events.keySet().stream().filter(k -> k.kind() == Kind.TRACEPOINT || k.kind() == Kind.SYSCALL)
                .map(k -> k.where() + "/" + k.name()).toList();
    }

    private String filter(String event) {
        return switch (event) {
            case "kmalloc" -> "$(range __iomap_dio_rw)";
            case "kfree" -> "$(range iomap_dio_complete) || $(range __iomap_dio_rw)";
            case "kmem_cache_alloc" -> "$(range __blockdev_direct_IO) || $(range io_submit_one)";
            case "kmem_cache_free" -> "name == \\\"dio\\\" || name == \\\"aio_kiocb\\\"";
            default -> "";
        };
    }

    private void head(StringBuilder out, String comment) {
        out.append(comment).append(" endio trace-plan: ").append(fs.isEmpty() ? "all file systems" : fs)
                .append(", kernel ")
                .append(kernel).append(", to judge ").append(properties.isEmpty() ? "all that a recording can show"
                        : String.join(" ", properties)).append('\n');
        out.append(comment).append(" Boot with no_hash_pointers nokaslr slab_nomerge: addresses are what objects are told apart by.\n");
        out.append(comment).append(" Offsets are those of Debian's ").append(kernel)
                .append(" for x86-64; probes inside a function (+N) fit that build alone.\n");
    }

    /** A shell script that records with tracefs alone. */
    public String tracefs() {
        StringBuilder out = new StringBuilder("#!/bin/sh\n");
        head(out, "#");
        out.append("set -e\ncd /sys/kernel/tracing\necho 0 > tracing_on\necho nop > current_tracer\necho > set_event\n")
                .append("echo > kprobe_events\necho 4096 > buffer_size_kb\necho global > trace_clock\necho 1 > options/irq-info\n\n");
        probes(out);
        out.append("echo 1 > events/aio/enable\n\n");
        range(out);
        for (Known known : events.keySet()) {
            if (known.kind() == Kind.TRACEPOINT || known.kind() == Kind.SYSCALL) {
                String event = "events/" + known.where() + "/" + known.name();
                String filter = filter(known.name());
                if (!filter.isEmpty()) {
                    out.append("echo \"").append(filter).append("\" > ").append(event).append("/filter\n");
                }
                out.append("echo 1 > ").append(event).append("/enable\n");
            }
        }
        out.append("\necho > trace\necho 1 > tracing_on\n# ... what is to be recorded, then:\nsleep 0.2\necho 0 > tracing_on\n")
                .append("cat per_cpu/cpu*/stats | grep -E 'overrun|dropped'   # should all be 0\n")
                .append("cat trace > /tmp/recording.ftrace.txt              # endio trace-check /tmp/recording.ftrace.txt\n");
        return out.toString();
    }

    private void probes(StringBuilder out) {
        int i = 0;
        List<String> probes = probes();
        for (Map.Entry<Known, TreeSet<String>> each : events.entrySet()) {
            if (each.getKey().kind() == Kind.KPROBE || each.getKey().kind() == Kind.KRETPROBE) {
                out.append("echo '").append(probes.get(i++)).append("' >> kprobe_events")
                        .append(each.getValue().isEmpty() ? "" : "   # " + String.join(" ", each.getValue()))
                                .append('\n');
            }
        }
    }

    private static void range(StringBuilder out) {
        out.append("# A filter for calls from one function.\nrange() {\n    sort /proc/kallsyms | awk -v f=\"$1\" 'from != \"\" { ")
                .append("print \"(call_site >= 0x\" from \" && call_site < 0x\" $1 \")\"; exit } $3 == f { from = $1 }'\n}\n");
    }

    /** The same for trace-cmd. */
    public String traceCmd() {
        StringBuilder out = new StringBuilder("#!/bin/sh\n");
        head(out, "#");
        out.append("set -e\ncd /sys/kernel/tracing\necho > kprobe_events\n");
        probes(out);
        out.append('\n');
        range(out);
        out.append("cd - > /dev/null\ntrace-cmd record -C global -b 4096 -e aio");
        for (Known known : events.keySet()) {
            if (known.kind() == Kind.TRACEPOINT || known.kind() == Kind.SYSCALL) {
                String filter = filter(known.name());
                out.append(" \\\n    -e ").append(known.where()).append(':').append(known.name());
                out.append(filter.isEmpty() ? "" : " -f \"" + filter + "\"");
            }
        }
        out.append(" \\\n    \"$@\"   # what is to be recorded\n");
        out.append("trace-cmd report -l > recording.txt   # endio trace-check recording.txt\n");
        return out.toString();
    }

    /** The same as a program for bpftrace, which prints lines as {@code cat trace} does without irq-info. */
    public String bpftrace() {
        StringBuilder out = new StringBuilder("#!/usr/bin/env bpftrace\n");
        head(out, "//");
        out.append("BEGIN { printf(\"# tracer: bpftrace\\n\"); }\n");
        for (Known known : events.keySet()) {
            Bpftrace.probe(known, kernel, out);
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d events", events.size());
    }
}

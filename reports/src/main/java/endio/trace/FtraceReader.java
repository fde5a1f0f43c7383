// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.trace.Vocabulary.Known;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a recording line by line and tells its events to a {@link Recording}. What cannot be read is a {@linkplain
 * Problems
 * problem} and never an exception.
 */
final class FtraceReader {
    private static final Pattern COUNTS = Pattern.compile("(?:entries-written: | us, #)(\\d{1,18})/(\\d{1,18})");
    private static final int SHORTEST_KERNEL_ADDRESS = 16;

    private final Recording recording;
    private final Problems problems;
    private final TraceCheck.Options options;
    private final Submissions submissions;
    private final Completions completions;
    private final Conversions conversions;
    private final Removals removals;
    private final Mounts mounts;
    private final Map<String, Long> understood = new LinkedHashMap<>();

    private boolean header;
    private long events;
    private long lost;
    private int gaps;
    private long firstNanos = -1;
    private long lastNanos = -1;
    private boolean stopped;
    private int blank;
    /** Events that the header says are there, -1 if it does not. */
    private long promised = -1;

    FtraceReader(Recording recording, Problems problems, TraceCheck.Options options) {
        this.recording = recording;
        this.problems = problems;
        this.options = options;
        submissions = new Submissions(recording);
        completions = new Completions(recording, submissions);
        conversions = new Conversions(recording);
        removals = new Removals(recording);
        mounts = new Mounts(recording);
    }

    /** A line of the input. */
    void line(int number, String text) {
        if (stopped) {
            return;
        }
        if (text.isBlank()) {
            blank = blank == 0 ? number : blank;
            return;
        }
        if (note(number, text)) {
            return;
        }
        TraceLine line = LineParser.parse(number, text);
        if (line == null) {
            if (!text.startsWith(" => ") && !text.startsWith("=> ")) {
                problems.add(number, "not a line of a trace: " + Problems.shown(text));
                gap();
            }
            return;
        }
        if (!header && events == 0 && !options.part()) {
            problems.add(number, "no header before the first event: what was lost before it is not known");
        }
        if (blank > 0 && events > 0) {
            problems.add(blank, "an empty line among the events");
        }
        blank = 0;
        events++;
        if (firstNanos < 0) {
            firstNanos = line.nanos();
        }
        if (line.nanos() < lastNanos) {
            problems.add(number, "time goes backwards: the order of the lines is not that of what happened");
        }
        lastNanos = Math.max(lastNanos, line.nanos());
        event(line);
    }

    /** A line that is no event: header, lost events, start of a processor's buffer. */
    private boolean note(int number, String text) {
        char c = text.charAt(0);
        if (c != '#' && c != 'C' && c != 'c' && c != 'v' && !text.endsWith("]")) {
            return false;
        }
        boolean lostHere = text.contains("[LOST ") && text.contains("EVENTS]") || text.contains("EVENTS DROPPED]");
        if (lostHere && text.trim().startsWith("CPU:")) {
            long count = Fields.toNumber(text.replaceAll("\\D+", " ").trim().replaceAll("^\\d+ ?", ""), 0);
            lost += Math.max(count, 0);
            gap();
            return true;
        }
        if (text.startsWith("##### CPU") && text.contains("buffer started")) {
            if (events > 0) {
                gap();
            }
            return true;
        }
        boolean traceCmd = text.startsWith("cpus=") || text.startsWith("version = ") || text.startsWith("CPU ")
                && text.endsWith(" is empty");
        boolean first = text.startsWith("# tracer:") || text.startsWith("cpus=");
        if (first && events > 0) {
            problems.add(number, "a second header: more than one trace in one input; give them one by one");
            stopped = true;
            return true;
        }
        if (text.startsWith("#")) {
            header |= first;
            overrun(text);
            return true;
        }
        header |= traceCmd;
        return traceCmd;
    }

    /** {@code entries-in-buffer/entries-written: 103/250}, or {@code #103/250}: the oldest events were overwritten. */
    private void overrun(String text) {
        Matcher counts = COUNTS.matcher(text);
        if (counts.find()) {
            promised = Fields.toNumber(counts.group(1), 0);
            lost += Math.max(0, Fields.toNumber(counts.group(2), 0) - promised);
        }
    }

    /** The input is over. */
    void end() {
        if (promised >= 0 && promised != events && !stopped && !options.part()) {
            problems.add(0, "the header tells of " + promised + " events, and " + events + " are here: "
                    + (events < promised ? "lines are missing" : "there are lines of something else"));
        }
    }

    private void gap() {
        gaps++;
        recording.gap();
        conversions.forget();
    }

    private void event(TraceLine line) {
        String name = line.event();
        Context where = recording.contexts.of(line);
        if (name.startsWith("sys_e") || name.equals("tracing_mark_write") || name.equals("generic_shutdown_super")) {
            recording.task(line).known = true;
        }
        Known known = Vocabulary.get().event(name);
        if (known == null) {
            if (name.startsWith("sys_exit_truncate")) {
                removals.syscallEnds(line);
            }
            return;
        }
        Fields f = Fields.of(line.args());
        if (known.kind() != Vocabulary.Kind.SYSCALL && !sound(line, known, f)) {
            return;
        }
        understood.merge(name, 1L, Long::sum);
        recording.seen.add(name);
        if (!tell(line, f, where)) {
            tellRest(line, f, where);
        }
    }

    /** Whether the event has what it must have, and nothing that is not known. */
    private boolean sound(TraceLine line, Known known, Fields f) {
        for (String field : known.needed()) {
            if (!f.has(field) || f.text(field).isEmpty() && !field.equals("function")) {
                problems.add(line.number(), known.name() + " has no " + field + ": cut, or recorded in another way");
                return false;
            }
        }
        for (String field : f.names()) {
            String value = f.text(field);
            if (value.startsWith("0xffff") && value.length() < SHORTEST_KERNEL_ADDRESS + 2
                    && known.kind() != Vocabulary.Kind.TRACEPOINT) {
                problems.add(line.number(), known.name() + ": the address " + field + "=" + value + " is cut");
                return false;
            }
            if (f.names().indexOf(field) != f.names().lastIndexOf(field)) {
                problems.add(line.number(), known.name() + " has the field " + field + " twice");
                return false;
            }
            if (!known.fits(field, value)) {
                problems.add(line.number(), known.name() + ": " + field + "=" + Problems.shown(value) + " is no number of its kind");
                return false;
            }
            if (!options.unknownFields() && !known.fields().contains(field)) {
                problems.add(line.number(), known.name() + " has a field " + field + " that is not known here");
            }
        }
        return true;
    }

    private boolean tell(TraceLine line, Fields f, Context where) {
        switch (line.event()) {
            case "aio_write" -> submissions.aio(line, f, true);
            case "aio_read" -> submissions.aio(line, f, false);
            case "iomap_dio_rw" -> submissions.enter(line, f, Engine.IOMAP);
            case "blockdev_direct_IO" -> submissions.enter(line, f, Engine.LEGACY);
            case "iomap_dio_rw_ret" -> submissions.returned(line, f, Engine.IOMAP);
            case "blockdev_direct_IO_ret" -> submissions.returned(line, f, Engine.LEGACY);
            case "kiocb_invalidate_pages" -> submissions.length(line, f.number("count", 0));
            case "kmalloc", "kmem_cache_alloc" -> submissions.allocated(line, f);
            case "kfree", "kmem_cache_free" -> submissions.freed(line, f, where);
            case "iomap_inode_dio_begin", "legacy_inode_dio_begin" -> submissions.raised(line, f);
            case "iomap_dio_submit_bio" -> submissions.submitsBio(line, f);
            case "submit_bio" -> submissions.submitBio(line, f);
            case "iomap_dio_submit_put" -> submissions.put(line, f);
            case "iomap_dio_bio_end_io" -> completions.bioEnds(line, f, where, Engine.IOMAP);
            case "dio_bio_end_aio", "dio_bio_end_io" -> completions.bioEnds(line, f, where, Engine.LEGACY);
            case "workqueue_queue_work" -> completions.queued(line, f, where);
            case "workqueue_execute_start" -> completions.runs(line, work(line.args()), function(line.args()));
            case "workqueue_execute_end" -> completions.ran(line, work(line.args()), where);
            case "iomap_dio_complete_work" -> completions.workFunction(line, f, where, Engine.IOMAP);
            case "dio_aio_complete_work" -> completions.workFunction(line, f, where, Engine.LEGACY);
            case "iomap_dio_complete_k" -> completions.completes(line, f, where, Engine.IOMAP);
            case "dio_complete" -> completions.completes(line, f, where, Engine.LEGACY);
            case "ext4_dio_write_end_io", "xfs_dio_write_end_io", "ocfs2_dio_end_io" ->
                    completions.endIo(line, f, where);
            case "kiocb_invalidate_post_direct_write" -> completions.invalidates(line, f, where);
            case "iomap_inode_dio_end", "legacy_inode_dio_end" -> completions.lowered(line, f, where);
            case "aio_complete_rw" -> completions.aioCompleteRw(line, f, where);
            case "aio_complete" -> completions.aioComplete(line, f, where);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void tellRest(TraceLine line, Fields f, Context where) {
        switch (line.event()) {
            case "ext4_convert_unwritten_extents" -> conversions.ext4Begins(line, f, where);
            case "xfs_iomap_write_unwritten" -> conversions.xfsBegins(line, f, where);
            case "ocfs2_mark_extent_written" -> conversions.ocfs2Begins(line, f, where);
            case "ext4_convert_unwritten_extents_ret", "xfs_iomap_write_unwritten_ret",
                    "ocfs2_mark_extent_written_ret" ->
                    conversions.ends(line, f, where, line.event()
                            .substring(0, line.event().length() - "_ret".length()));
            case "vfs_fsync_range" -> conversions.syncBegins(line, f, where);
            case "vfs_fsync_range_ret" -> conversions.syncEnds(line, f, where);
            case "sys_enter_ftruncate" -> removals.truncateSyscall(line, line.args());
            case "sys_enter_fallocate" -> removals.fallocateSyscall(line, line.args());
            case "sys_exit_ftruncate", "sys_exit_fallocate" -> removals.syscallEnds(line);
            case "ext4_setattr" -> removals.setattr(line, f.number("ia_valid", 0));
            case "xfs_setattr_size" -> removals.removes(line);
            case "inode_dio_wait" -> removals.waits(line, f, where);
            case "inode_dio_wait_ret" -> removals.waited(line, where);
            case "truncate_pagecache" -> removals.begins(line, f, where, false);
            case "ext4_truncate" -> removals.begins(line, f, where, true);
            case "ext4_truncate_ret", "ext4_setattr_ret", "xfs_setattr_size_ret" -> removals.surelyEnds(line);
            case "sb_init_dio_done_wq" -> mounts.creates(line, f, where);
            case "sb_init_dio_done_wq_ret" -> mounts.created(line, f, where);
            case "destroy_workqueue" -> mounts.destroys(line, f, where);
            case "destroy_workqueue_ret" -> mounts.destroyed(line, where);
            case "generic_shutdown_super" -> mounts.shutsDown(line, f);
            case "generic_shutdown_super_ret" -> mounts.shutDown(line, where);
            case "ext4_put_super" -> mounts.putSuper(line, where);
            case "irq_handler_entry" -> recording.contexts.handlerEntered(line);
            case "irq_handler_exit" -> recording.contexts.handlerLeft(line);
            default -> { }
        }
    }

    /** {@code work struct ffff888008074500: function NAME}. */
    private static long work(String args) {
        int from = args.indexOf("struct ");
        if (from < 0) {
            return 0;
        }
        int at = from + "struct ".length();
        int end = at;
        while (end < args.length() && args.charAt(end) != ':' && args.charAt(end) != ' ') {
            end++;
        }
        return Fields.toAddress(args.substring(at, end));
    }

    private static String function(String args) {
        int at = args.indexOf("function ");
        return at < 0 ? "" : args.substring(at + "function ".length()).trim();
    }

    /** How often each event that is understood was there. */
    Map<String, Long> understood() {
        return understood;
    }

    long events() {
        return events;
    }

    /** Events that the recording says it has lost. */
    long lost() {
        return lost;
    }

    /** Places where something is missing. */
    int gaps() {
        return gaps;
    }

    /** Length of the recording. */
    long nanos() {
        return firstNanos < 0 ? 0 : lastNanos - firstNanos;
    }

    long lastNanos() {
        return lastNanos;
    }
}

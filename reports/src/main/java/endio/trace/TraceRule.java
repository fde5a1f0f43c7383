// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.property.Properties;
import endio.property.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How a property is judged on a recording.
 *
 * @param property which
 * @param scope of what each of its monitors hears the events
 * @param applies which requests it can be judged of, from what the events tell of them
 * @param needs the events that it cannot do without
 */
record TraceRule(Property property, Scope scope, Predicate<Traced> applies, List<Need> needs) {

    /** What a monitor hears the events of. */
    enum Scope {
        /** One request, with what befalls its inode and its mount meanwhile. */
        REQUEST,
        /** One mount: its queue, works, conversions and umount. */
        MOUNT,
        /** One wait for the direct I/O of an inode. */
        WAIT
    }

    /** When an event is needed. */
    enum When {
        ALWAYS, IOMAP, LEGACY,
        /** An asynchronous request was completed by a worker, or should have been. */
        DEFERRED,
        /** A request wrote unwritten blocks, with success. */
        UNWRITTEN,
        /** A request had to be flushed. */
        DURABLE,
        /** A request of the AIO core was left to others. */
        QUEUED
    }

    /**
     * A need of a property.
     *
     * @param anyOf one of these events has to be there
     */
    record Need(When when, List<String> anyOf) {
        @Override
        public String toString() {
            return String.join(" or ", anyOf);
        }
    }

    private static Need need(When when, String... anyOf) {
        return new Need(when, List.of(anyOf));
    }

    private static final Need ENTRY = need(When.ALWAYS, "iomap_dio_rw", "blockdev_direct_IO");
    private static final Need[] RETURN = {need(When.IOMAP, "iomap_dio_rw_ret"),
            need(When.LEGACY, "blockdev_direct_IO_ret")};
    private static final Need COMPLETION = need(When.QUEUED, "aio_complete_rw", "aio_complete");
    private static final Need[] BIOS = {need(When.ALWAYS, "submit_bio"), need(When.IOMAP, "iomap_dio_bio_end_io"),
            need(When.LEGACY, "dio_bio_end_aio", "dio_bio_end_io")};
    private static final Need PUT = need(When.IOMAP, "iomap_dio_submit_put");
    private static final Need[] ALLOCATION = {need(When.IOMAP, "kmalloc"), need(When.LEGACY, "kmem_cache_alloc")};
    private static final Need[] FREE = {need(When.IOMAP, "kfree"), need(When.LEGACY, "kmem_cache_free")};
    private static final Need[] COUNT = {need(When.IOMAP, "iomap_inode_dio_begin"),
            need(When.IOMAP, "iomap_inode_dio_end"),
            need(When.LEGACY, "legacy_inode_dio_begin"), need(When.LEGACY, "legacy_inode_dio_end")};
    private static final Need[] CORE = {need(When.IOMAP, "iomap_dio_complete_k"), need(When.LEGACY, "dio_complete")};
    private static final Need[] CONVERSION = {
            need(When.UNWRITTEN, "ext4_convert_unwritten_extents", "xfs_iomap_write_unwritten",
                    "ocfs2_mark_extent_written"),
            need(When.UNWRITTEN, "ext4_convert_unwritten_extents_ret", "xfs_iomap_write_unwritten_ret",
                    "ocfs2_mark_extent_written_ret")};
    private static final Need[] WORK = {need(When.DEFERRED, "workqueue_queue_work"),
            need(When.DEFERRED, "workqueue_execute_start")};
    private static final Need WORK_END = need(When.DEFERRED, "workqueue_execute_end");
    private static final Need[] SYNC = {need(When.DURABLE, "vfs_fsync_range"),
            need(When.DURABLE, "vfs_fsync_range_ret")};
    private static final Need REMOVAL = need(When.ALWAYS, "inode_dio_wait_ret", "ext4_truncate", "truncate_pagecache");
    private static final Need[] QUEUE = {need(When.ALWAYS, "sb_init_dio_done_wq"),
            need(When.ALWAYS, "sb_init_dio_done_wq_ret")};
    private static final Need[] DESTRUCTION = {need(When.ALWAYS, "destroy_workqueue"),
            need(When.ALWAYS, "destroy_workqueue_ret")};
    private static final Need UMOUNT = need(When.ALWAYS, "generic_shutdown_super_ret");

    private static final Predicate<Traced> ANY = r -> true;
    /** Whose completion is an event, or the return of the submission. */
    private static final Predicate<Traced> HEARD = r -> r.kind != Traced.Iocb.OTHER;
    private static final Predicate<Traced> LEGACY_ONLY = r -> r.engine == Engine.LEGACY;
    private static final Predicate<Traced> IOMAP_ONLY = r -> r.engine == Engine.IOMAP;

    private static final List<TraceRule> ALL = List.of(
            rule("S1", HEARD, ENTRY, RETURN, COMPLETION, CONVERSION),
            rule("S2", ANY, ENTRY, CONVERSION),
            rule("S3", ANY, ENTRY),
            rule("S4", HEARD, ENTRY, RETURN, COMPLETION),
            rule("S5", ANY, ENTRY, RETURN, BIOS, CORE, PUT),
            rule("S6", ANY, ENTRY, COUNT),
            rule("S7", HEARD, ENTRY, COUNT, COMPLETION),
            rule("S8", ANY, ENTRY, COUNT, CONVERSION),
            rule("S9", ANY, ENTRY, ALLOCATION, BIOS, CORE, PUT),
            rule("S10", IOMAP_ONLY, ENTRY, ALLOCATION, BIOS, PUT),
            rule("S11", ANY, ENTRY, BIOS, CORE, WORK),
            rule("S12", ANY, ENTRY, ALLOCATION, FREE, BIOS, CORE),
            rule("S16", ANY, ENTRY, WORK, WORK_END),
            new TraceRule(Properties.get("S18"), Scope.MOUNT, ANY, needs(QUEUE, DESTRUCTION[0])),
            rule("S20", LEGACY_ONLY, ENTRY, BIOS, WORK, COMPLETION),
            rule("S21", LEGACY_ONLY, ENTRY, BIOS, CORE),
            rule("S22", HEARD, ENTRY, RETURN, BIOS, COMPLETION),
            rule("S23", ANY, ENTRY, BIOS, CONVERSION),
            rule("S24", ANY, ENTRY, BIOS, CONVERSION),
            rule("S25", ANY, ENTRY, BIOS, CONVERSION),
            rule("S26", HEARD, ENTRY, COMPLETION, BIOS, SYNC),
            rule("S29", ANY, ENTRY, BIOS, COUNT, REMOVAL),
            rule("S33", r -> HEARD.test(r) && !r.fs.equals("xfs"), ENTRY, RETURN),
            new TraceRule(Properties.get("S36"), Scope.MOUNT, ANY, needs(WORK, WORK_END, DESTRUCTION, UMOUNT)),
            rule("S44", ANY, ENTRY, WORK, WORK_END),
            rule("S46", HEARD, ENTRY, RETURN, BIOS, COMPLETION),
            rule("L1", HEARD, ENTRY, RETURN, BIOS, COMPLETION),
            new TraceRule(Properties.get("L3"), Scope.WAIT, ANY,
                    needs(COUNT, need(When.ALWAYS, "inode_dio_wait"), need(When.ALWAYS, "inode_dio_wait_ret"))),
            rule("L4", ANY, ENTRY, WORK),
            new TraceRule(Properties.get("L8"), Scope.MOUNT, ANY, needs(WORK, WORK_END, DESTRUCTION[0])),
            new TraceRule(Properties.get("L9"), Scope.MOUNT, ANY, needs(DESTRUCTION)),
            rule("Q1", ANY, ENTRY, ALLOCATION),
            rule("Q2", ANY, ENTRY, BIOS, WORK),
            new TraceRule(Properties.get("Q5"), Scope.MOUNT, ANY, needs(QUEUE, DESTRUCTION)));

    private static TraceRule rule(String id, Predicate<Traced> applies, Object... needs) {
        return new TraceRule(Properties.get(id), Scope.REQUEST, applies, needs(needs));
    }

    private static List<Need> needs(Object... needs) {
        List<Need> all = new ArrayList<>();
        for (Object need : needs) {
            if (need instanceof Need one) {
                all.add(one);
            } else if (need instanceof Need[] more) {
                all.addAll(Arrays.asList(more));
            }
        }
        return List.copyOf(all);
    }

    /** The properties that recordings can show, in the order of the catalogue. */
    static List<TraceRule> all() {
        return ALL;
    }

    String id() {
        return property.id();
    }

    /** What is missing of its needs, in a recording with these events and for which these cases have come up. */
    List<Need> missing(Set<String> seen, Set<When> cases) {
        return needs.stream().filter(need -> need.when() == When.ALWAYS || cases.contains(need.when()))
                .filter(need -> need.anyOf().stream().noneMatch(seen::contains)).toList();
    }
}

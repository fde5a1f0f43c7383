// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.event.BioEvent;
import endio.event.DioEvent;
import endio.event.Errno;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.IoEndEvent;
import endio.event.LockEvent;
import endio.event.LogEvent;
import endio.event.MappingEvent;
import endio.event.ObjectId;
import endio.event.RequestEvent;
import endio.event.WorkEvent;
import endio.record.Explained;
import endio.record.FindingRecord;
import endio.record.FindingRecord.ScenarioNote;
import endio.record.GenerationNote;
import endio.record.PropertyNote;
import endio.record.Question;
import endio.record.RunRecord;
import endio.record.RunRecord.Expected;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Reach;
import endio.record.RunRecord.Settings;
import endio.record.Step;
import endio.record.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Findings and a run that views are tested with. */
final class Samples {
    static final PropertyNote DEADLOCK = new PropertyNote("deadlock", "no deadlock", "Nobody waits for ever.",
            "END_STATE");
    static final PropertyNote CRASH = new PropertyNote("crash", "no crash", "The modelled kernel does not crash.",
            "END_STATE");

    private Samples() {}

    static Map<String, FindingRecord> findings() {
        Map<String, FindingRecord> all = new LinkedHashMap<>();
        all.put("k1", k1().with(k1Explained()));
        all.put("deadlock", deadlock());
        all.put("lost-wakeup", lostWakeUp());
        all.put("inline", inline());
        all.put("crash", crash());
        all.put("long", longOne());
        all.put("awkward", awkward());
        all.put("no-steps", noOrder());
        return all;
    }

    /** Completion before conversion, as the seed commit's ext4 does it. */
    static FindingRecord k1() {
        ObjectId work = new ObjectId("dio_work", 0);
        return new Told().in(0, "TASK", "task0")
                .says("ext4_file_write", new RequestEvent.Issue(0, 0, true, false, 0, 4096, false, 65536, 12))
                .does("ext4_file_write", "LOCK", "inode#0.i_mutex", 0, 1)
                .says("ext4_ext_direct_IO", new InodeEvent.InodeDioGet(0, 1))
                .says("ext4_init_io_end", new IoEndEvent.IoEndAlloc(0, 0))
                .says("ext4_ext_direct_IO", new IoEndEvent.IoEndGet(0, 2))
                .says("ext4_ext_direct_IO", new IoEndEvent.AioSet(0, 0))
                .says("__blockdev_direct_IO", new DioEvent.DioAlloc(0, 0))
                .says("__blockdev_direct_IO", new InodeEvent.InodeDioGet(0, 2))
                .says("ext4_set_io_unwritten_flag", new IoEndEvent.SetUnwritten(0, 0, false))
                .says("get_more_blocks", new MappingEvent.GetBlock(0, 0, 1, true, 0, 1, true, false, true, true, false,
                1000))
                .says("dio_set_defer_completion", new DioEvent.DeferCompletion(0, 0))
                .does("dio_bio_submit", "LOCK", "dio#0.bio_lock", 0, 1)
                .says("dio_bio_submit", new DioEvent.Ref(0, 1, 2))
                .does("dio_bio_submit", "UNLOCK", "dio#0.bio_lock", 1, 0)
                .says("dio_bio_submit", new BioEvent.BioSubmit(0, 0, -1, 0, true, 8000, 0, 4096, 1))
                .does("drop_refcount", "LOCK", "dio#0.bio_lock", 0, 1)
                .says("drop_refcount", new DioEvent.Ref(0, 2, 1))
                .does("drop_refcount", "UNLOCK", "dio#0.bio_lock", 1, 0)
                .in(1, "IRQ", "irq/bio0")
                .says("bio_endio", new BioEvent.BioEnd(0, true))
                .does("dio_bio_end_aio", "LOCK", "dio#0.bio_lock", 0, 2)
                .says("dio_bio_end_aio", new DioEvent.Ref(0, 1, 0))
                .does("dio_bio_end_aio", "UNLOCK", "dio#0.bio_lock", 2, 0)
                .says("dio_bio_end_aio", new WorkEvent.QueueWork(work, 0, "dio", 0, true))
                .in(2, "KWORKER", "kworker0")
                .says("dio_aio_complete_work", new WorkEvent.WorkStart(work, 0, "dio", 0))
                .says("dio_complete", new DioEvent.Gathered(0, 0, 4096, 0, 0, true))
                .says("ext4_end_io_dio", new DioEvent.EndIo(0, 0, 4096, true, 4096, true))
                .says("ext4_put_io_end", new IoEndEvent.IoEndPut(0, 1))
                .says("inode_dio_done", new InodeEvent.InodeDioDone(0, 1))
                .says("aio_complete", new RequestEvent.AioComplete(0, 4096, 0))
                .says("dio_complete", new DioEvent.DioFree(0))
                .in(3, "TASK", "app0")
                .says("do_generic_file_read", new InodeEvent.ReadSaw(0, 0, "unwritten"))
                .in(0, "TASK", "task0")
                .says("ext4_ext_direct_IO", new IoEndEvent.AioSet(0, -1))
                .says("ext4_put_io_end", new IoEndEvent.IoEndPut(0, 0))
                .says("ext4_end_io", new FileSystemEvent.ConvertBegin(1, 0, 0, 0, 0, 4096, -1))
                .does("ext4_convert_unwritten_extents", "DOWN_WRITE", "inode#0.i_data_sem", 0, -1)
                .says("ext4_convert_unwritten_extents", new FileSystemEvent.ConvertEnd(1, 0, 0, 0, 0, 4096, -1, 0,
                        List.of(new FileSystemEvent.BlockRun(0, 1))))
                .says("ext4_release_io_end", new IoEndEvent.IoEndFree(0))
                .says("ext4_ext_direct_IO", new InodeEvent.InodeDioDone(0, 0))
                .does("ext4_file_write", "UNLOCK", "inode#0.i_mutex", 1, 0)
                .says("ext4_file_write", new RequestEvent.Return(0, -Errno.EIOCBQUEUED))
                .violates("property",
                "request 0 was reported as successful (4096 bytes) before its unwritten block 0 was converted",
                        "K1: an io_end has two owners", 36, 29);
    }

    /** With the submitter's put first, the worker's converts. */
    private static Explained k1Explained() {
        List<Step> after = List.of(
                new Step(27, 0, "", "", "", "", "io_end_put", new TreeMap<>(Map.of("io_end", 0, "count", 1)), List.of(), 0, true, true,
                        List.of(0, 2), List.of(26)),
                new Step(28, 2, "", "", "", "", "io_end_put", new TreeMap<>(Map.of("io_end", 0, "count", 0)), List.of(), 0, true, false,
                        List.of(0, 2), List.of(27)));
        return new Explained(new Explained.Swap(27, 33), new Explained.NearestPassing("ext4-aio-unwritten@V3_12:e1:x:y::z", 26, 1,
                after, "QUIESCENT", 0, false), List.of(new Explained.Ordering(17, 21, Explained.Ordering.NEEDED),
                new Explained.Ordering(27, 33, Explained.Ordering.NEEDED),
                new Explained.Ordering(2, 21, Explained.Ordering.UNKNOWN)), new Explained.Smallest(1, 1, 36, 1, 1));
    }

    static FindingRecord deadlock() {
        Told told = new Told().of(DEADLOCK).running(new ScenarioNote("philosophers-3", "litmus",
                "Three philosophers, left fork first."));
        for (int i = 0; i < 3; i++) {
            told.in(i, "TASK", "philosopher" + i).does("", "LOCK", "fork#" + i + ".lock", 0, i + 1);
        }
        for (int i = 0; i < 3; i++) {
            told.in(i, "TASK", "philosopher" + i).blocked("LOCK fork#" + (i + 1) % 3 + ".lock", "philosopher"
                    + (i + 1) % 3);
        }
        return told.violates("deadlock", "philosopher0, philosopher1 and philosopher2 wait for ever", "");
    }

    static FindingRecord lostWakeUp() {
        return new Told().of(new PropertyNote("L2", "sleeper-is-woken", "Whoever sleeps in the dio wait is woken.",
                "END_STATE"))
                .running(new ScenarioNote("sync-read", "core", "A synchronous read of one block."))
                .in(0, "TASK", "task0")
                .says("__blockdev_direct_IO", new DioEvent.DioAlloc(0, 0))
                .says("dio_bio_submit", new BioEvent.BioSubmit(0, 0, -1, 0, false, 8000, 0, 4096, 1))
                .in(1, "IRQ", "irq/bio0")
                .says("bio_endio", new BioEvent.BioEnd(0, true))
                .does("dio_bio_end_io", "LOAD", "dio#0.waiter", "NULL", "NULL")
                .says("dio_bio_end_io", new DioEvent.BioListPush(0, 0))
                .in(0, "TASK", "task0")
                .says("dio_await_one", new DioEvent.WaiterSet(0))
                .says("dio_await_one", new LockEvent.Schedule("dio_await_one"))
                .says("dio_await_one", new DioEvent.Sleep(0))
                .blocked("AWAIT_EQ task0#0.state", "")
                .violates("property", "task0 sleeps in dio_await_one and nobody will wake it", "", 8);
    }

    /** A bio that ends inside submit_bio, on the submitter's stack. */
    static FindingRecord inline() {
        return new Told().of(new PropertyNote("S2", "no-conversion-in-atomic", "Conversion runs where it may sleep.",
                "END_STATE"))
                .in(0, "TASK", "task0")
                .says("ext4_file_write", new RequestEvent.Issue(0, 0, true, false, 0, 4096, false, 65536, 12))
                .says("dio_bio_submit", new BioEvent.BioSubmit(0, 0, -1, 0, true, 8000, 0, 4096, 1))
                .in(0, "INLINE", "inline/bio0")
                .says("bio_endio", new BioEvent.BioEnd(0, true))
                .says("ext4_end_io", new FileSystemEvent.ConvertBegin(1, 0, 0, 0, 0, 4096, -1))
                .in(0, "TASK", "task0")
                .says("ext4_file_write", new RequestEvent.Return(0, -Errno.EIOCBQUEUED))
                .violates("property", "conversion 1 begins inside submit_bio, where nothing may sleep", "", 4);
    }

    static FindingRecord crash() {
        return new Told().of(CRASH).running(new ScenarioNote("read-nolock-foreign", "ext4",
                "A reader beside a writer."))
                .in(0, "TASK", "task0").says("ext4_release_io_end", new IoEndEvent.IoEndFree(0))
                .in(1, "TASK", "reader0").says("_ext4_get_block", new IoEndEvent.AioGet(1, 0))
                .says("_ext4_get_block", new LogEvent.Crash("use after free: io_end#0 in _ext4_get_block"))
                .violates("crash", "the kernel crashes: use after free: io_end#0 in _ext4_get_block",
                "K4: a reader looks at somebody else's io_end", 3);
    }

    /** 500 steps, of which almost all are somebody else's. */
    static FindingRecord longOne() {
        return longOne(500);
    }

    /** The same with an even number of steps. */
    static FindingRecord longOne(int steps) {
        Told told = new Told();
        for (int i = 0; i < steps / 2 - 2; i++) {
            told.in(i % 2, "TASK", "task" + i % 2).does("dio_await_one", "LOCK", "dio#" + i % 2 + ".bio_lock", 0, 1)
                    .does("dio_await_one", "UNLOCK", "dio#" + i % 2 + ".bio_lock", 1, 0);
        }
        return told.in(0, "TASK", "task0").says("aio_complete", new RequestEvent.AioComplete(0, 4096, 0))
                .in(1, "TASK", "task1")
                .says("ext4_convert_unwritten_extents", new FileSystemEvent.ConvertEnd(1, 0, 0, 0, 0, 4096, -1, 0,
                List.of()))
                .does("", "STORE", "x#0.x", 0, 1).does("", "LOAD", "x#0.x", 1, 1)
                .violates("property", "request 0 was reported before it was converted", "", steps - 2, steps - 3);
    }

    /** Names that try to be something else. */
    static FindingRecord awkward() {
        String hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)> "
                + "\"'&% | ]]> \u001b[31mred \u202Eback \ud83d\ude00 \u0000";
        return new Told().of(new PropertyNote("S1<b>", hostile, hostile, "TOTAL_ORDER"))
                .running(new ScenarioNote("x\"onmouseover=\"alert(3)", hostile, hostile))
                .in(0, "TASK", hostile)
                .says(hostile, new LogEvent.Note(hostile))
                .does(hostile, "STORE", hostile, hostile, "1")
                .violates("property", hostile, hostile, 1);
    }

    /** What real threads saw: an outcome, and no order. */
    static FindingRecord noOrder() {
        return new Told().of(new PropertyNote("S6", "dio-count-balance", "i_dio_count is never negative.", "END_STATE"))
                .violates("assertion", "the outcome i_dio_count=-1 was seen 3 times", "");
    }

    static RunRecord run() {
        List<GenerationNote> generations = List.of(
                new GenerationNote("V3_11", "v3.11", "7b7a8665edd8^", "the state before the seed commit", "",
                "GENERATION"),
                new GenerationNote("V3_12", "v3.12", "7b7a8665edd8", "deferred AIO completions in the core", "V3_11",
                "GENERATION"));
        List<PropertyNote> properties = List.of(k1().property(),
                new PropertyNote("S4", "completion-once", "A request is reported exactly once.", "OBJECT_ORDER"),
                new PropertyNote("S29", "no-dio-across-truncate",
                "No direct I/O is in flight while blocks are removed.", "TOTAL_ORDER"),
                new PropertyNote("L9", "queue-destroyed", "destroy_workqueue returns.", "END_STATE"), CRASH, DEADLOCK);
        List<String> checked = properties.stream().map(PropertyNote::id).toList();
        Found k1 = new Found("S1", "property", k1().verdict().sentence(), true, 40,
                "ext4-aio-unwritten@V3_12:0x12.1x3.0:9f2c61aa:51",
                "findings/S1-ext4-aio-unwritten-V3_12");
        Found surprise = new Found("S4", "property", "request 0 was reported twice", false, 31, "x@V3_12:0",
                "findings/S4-two-bios-V3_12");
        List<Explored> explorations = List.of(
                explored("ext4-aio-unwritten", "V3_11", Reach.COMPLETE, 1234, Map.of("S1", 1234L, "S4", 1234L), checked,
                List.of(), List.of(), ""),
                explored("ext4-aio-unwritten", "V3_12", Reach.COMPLETE, 2345, Map.of("S1", 2345L, "S4", 2345L), checked,
                        List.of(new Expected("S1", "K1: an io_end has two owners")), List.of(k1), ""),
                explored("two-bios", "V3_11", Reach.COMPLETE, 88, Map.of("S4", 88L), checked, List.of(), List.of(), ""),
                explored("two-bios", "V3_12", Reach.BUDGET, 1_234_567, Map.of("S4", 1_234_567L), checked, List.of(),
                List.of(surprise), ""),
                explored("truncate-beside", "V3_11", Reach.COMPLETE, 9000, Map.of("S29", 18000L), checked,
                        List.of(new Expected("S29", "a guess")), List.of(), ""),
                explored("truncate-beside", "V3_12", Reach.NOT_RUN, 0, Map.of(), checked, List.of(), List.of(),
                "the budget ended first"));
        return new RunRecord(RunRecord.SCHEMA, new Tool("endio", "test"),
                new Settings("run", List.of(), 60000, 1, 2, false),
                "Java 25.0.3, 2 processors", generations, properties, explorations,
                List.of(), List.of(),
                new RunRecord.Verdict(1, "not as expected")).with(List.of(question()));
    }

    static Question question() {
        return new Question("flag-or-elsewhere", "Is a flag a good place?", "The flag loses nothing; <b>the pointer</b> does.",
                Question.State.OPEN, List.of("kept in", "V3_11", "V3_12", "V4_6"),
                List.of(new Question.Row("a flag", List.of(Question.Cell.of(""),
                        new Question.Cell("✓ kept", Question.Word.GOOD, ""),
                        new Question.Cell("✓ kept", Question.Word.GOOD, ""))),
                        new Question.Row("a pointer", List.of(
                                new Question.Cell("✗ lost", Question.Word.BAD, "findings/S1-ext4-aio-unwritten-V3_12"),
                                new Question.Cell("not searched through", Question.Word.OPEN, ""), Question.Cell.of("0–1")))),
                List.of("A note."), List.of("ext4-aio-unwritten@V3_11", "ext4-aio-unwritten@V3_12"));
    }

    private static Explored explored(String scenario, String generation, Reach reach, long executions, Map<String,
            Long> judged,
            List<String> checked, List<Expected> expected, List<Found> found, String why) {
        TreeMap<String, Long> counts = new TreeMap<>(judged);
        counts.put("crash", executions);
        counts.put("deadlock", executions);
        return new Explored(scenario, "ext4", "A scenario called " + scenario + ".", generation, reach, executions, 0,
                40 * executions,
                Math.min(executions, 7), 1500, checked, counts, expected, found, List.of(), why,
                scenario.equals("truncate-beside") ? "ext4 dioread_nolock" : "ext4");
    }
}

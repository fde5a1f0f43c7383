// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.BioEvent.BioEnd;
import endio.event.BioEvent.BioSubmit;
import endio.event.Context;
import endio.event.ContextKind;
import endio.event.DioEvent.DioAlloc;
import endio.event.DioEvent.DioFree;
import endio.event.DioEvent.Gathered;
import endio.event.DioEvent.Ref;
import endio.event.Errno;
import endio.event.Event;
import endio.event.FileSystemEvent.BlockRun;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.FileSystemEvent.JournalDestroy;
import endio.event.FileSystemEvent.PutSuper;
import endio.event.InodeEvent.InodeDioDone;
import endio.event.InodeEvent.InodeDioGet;
import endio.event.InodeEvent.TruncateBegin;
import endio.event.InodeEvent.TruncateEnd;
import endio.event.MappingEvent.GetBlock;
import endio.event.MemoryEvent.Free;
import endio.event.MemoryEvent.Use;
import endio.event.ObjectId;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Durable;
import endio.event.RequestEvent.Issue;
import endio.event.RequestEvent.Return;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import endio.event.WorkEvent.WqDestroy;
import endio.event.WorkEvent.WqDestroyed;
import endio.event.WorkEvent.WqPublish;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A property as a rule about one object: the words over a few events that its monitor accepts. Only the events are
 * given here;
 * which words it accepts is asked of the monitor itself.
 *
 * @param property its id
 * @param before what has happened to the object before
 * @param letters the events that the rule is about
 */
record RvRule(String property, List<Said> before, List<Letter> letters) {
    private static final int BLOCK = 512;
    private static final Context TASK = new Context(0, ContextKind.TASK, "task0");
    private static final Context IRQ = new Context(1, ContextKind.IRQ, "irq/bio0");
    private static final Context WORKER = new Context(2, ContextKind.KWORKER, "kworker0");
    private static final ObjectId WORK = new ObjectId("complete_work", 0);
    private static final ObjectId DIO = new ObjectId("dio", 0);

    /** An event of somebody. */
    record Said(Context where, Event event) {}

    /**
     * An event of a rule.
     *
     * @param said an example, for the monitor
     * @param is tells it in an execution or a recording
     */
    record Letter(String name, Said said, BiPredicate<Context, Event> is) {}

    private static Letter letter(String name, Context where, Event event) {
        Class<?> kind = event.getClass();
        return new Letter(name, new Said(where, event), (c, e) -> kind.isInstance(e));
    }

    private static Letter letter(String name, Context where, Event event, BiPredicate<Context, Event> is) {
        return new Letter(name, new Said(where, event), is);
    }

    private static final Said WRITE = new Said(TASK, new Issue(0, 0, true, false, 0, BLOCK, false, 64L * BLOCK, 9));
    private static final Said QUEUED = new Said(TASK, new Return(0, -Errno.EIOCBQUEUED));
    private static final Said UNWRITTEN = new Said(TASK, new GetBlock(0, 0, 1, true, 0, 1, true, false, true, false,
            false, -1));
    private static final Said RAISED = new Said(TASK, new InodeDioGet(0, 1));
    private static final Said SUBMITTED = new Said(TASK, new BioSubmit(0, 0, -1, 0, true, 0, 0, BLOCK, 1));
    private static final Said ALLOCATED = new Said(TASK, new DioAlloc(0, 0));

    private static final Letter CONVERT = letter("convert", WORKER, new ConvertBegin(1, 0, 0, -1, 0, BLOCK, -1));
    private static final Letter CONVERTED = letter("converted", WORKER,
            new ConvertEnd(1, 0, 0, -1, 0, BLOCK, -1, 0, List.of(new BlockRun(0, 1))));
    private static final Letter COMPLETE = letter("aio_complete", WORKER, new AioComplete(0, BLOCK, BLOCK));
    private static final Letter DONE = letter("inode_dio_end", WORKER, new InodeDioDone(0, 0));
    private static final Letter BIO_END = letter("bio_end", IRQ, new BioEnd(0, true));
    private static final Letter SUBMITTER_PUT = letter("submitter_put", TASK, new Ref(0, 2, 1),
            (c, e) -> e instanceof Ref ref && ref.to() < ref.from() && ref.to() > 0 && c.kind() == ContextKind.TASK);
    private static final Letter SUBMITTER_LAST_PUT = letter("submitter_last_put", TASK, new Ref(0, 1, 0),
            (c, e) -> e instanceof Ref ref && ref.to() == 0 && c.kind() == ContextKind.TASK);
    private static final Letter BIO_LAST_PUT = letter("bio_last_put", IRQ, new Ref(0, 1, 0),
            (c, e) -> e instanceof Ref ref && ref.to() == 0 && c.kind() != ContextKind.TASK);
    private static final Letter QUEUE = letter("queue_work", IRQ, new QueueWork(WORK, 0, "dio", 0, true));
    private static final Letter START = letter("work_start", WORKER, new WorkStart(WORK, 0, "dio", 0));
    private static final Letter END = letter("work_end", WORKER, new WorkEnd(WORK, 0, "dio", 0));
    private static final Letter DESTROYED = letter("wq_destroyed", TASK, new WqDestroyed(0));

    private static final List<RvRule> ALL = List.of(
            new RvRule("S1", List.of(WRITE, UNWRITTEN, QUEUED), List.of(CONVERT, CONVERTED, COMPLETE)),
            new RvRule("S2", List.of(WRITE), List.of(
                    letter("convert_in_process", WORKER, new ConvertBegin(1, 0, 0, -1, 0, BLOCK, -1),
                            (c, e) -> e instanceof ConvertBegin && c.kind().maySleep()),
                    letter("convert_in_irq", IRQ, new ConvertBegin(1, 0, 0, -1, 0, BLOCK, -1),
                            (c, e) -> e instanceof ConvertBegin && !c.kind().maySleep()))),
            new RvRule("S4", List.of(WRITE), List.of(
                    letter("return_queued", TASK, QUEUED.event(), (c, e) -> e instanceof Return r
                            && r.ret() == -Errno.EIOCBQUEUED),
                    letter("return_result", TASK, new Return(0, BLOCK), (c, e) -> e instanceof Return r
                            && r.ret() != -Errno.EIOCBQUEUED),
                    COMPLETE)),
            new RvRule("S5", List.of(WRITE, ALLOCATED), List.of(BIO_LAST_PUT, SUBMITTER_LAST_PUT,
                    letter("return_queued", TASK, QUEUED.event(), (c, e) -> e instanceof Return r
                            && r.ret() == -Errno.EIOCBQUEUED),
                    letter("return_result", TASK, new Return(0, BLOCK), (c, e) -> e instanceof Return r
                            && r.ret() != -Errno.EIOCBQUEUED))),
            new RvRule("S6", List.of(WRITE, RAISED), List.of(DONE)),
            new RvRule("S7", List.of(WRITE, RAISED, new Said(WORKER, START.said().event())), List.of(DONE, COMPLETE)),
            new RvRule("S8", List.of(WRITE, RAISED, ALLOCATED, new Said(WORKER, START.said().event())),
                    List.of(CONVERTED, DONE)),
            new RvRule("S9", List.of(WRITE, ALLOCATED, SUBMITTED), List.of(BIO_END, BIO_LAST_PUT)),
            new RvRule("S10", List.of(ALLOCATED), List.of(SUBMITTER_PUT, SUBMITTER_LAST_PUT, BIO_LAST_PUT)),
            new RvRule("S11", List.of(ALLOCATED), List.of(QUEUE, START,
                    letter("complete", WORKER, new Gathered(0, 0, BLOCK, 0, 0, true)),
                            letter("free", WORKER, new DioFree(0)))),
            new RvRule("S12", List.of(WRITE, ALLOCATED), List.of(BIO_LAST_PUT, START,
                    letter("use_in_irq", IRQ, new Use(DIO), (c, e) -> e instanceof Use && c.kind() == ContextKind.IRQ),
                    letter("use_in_worker", WORKER, new Use(DIO), (c, e) -> e instanceof Use
                            && c.kind() == ContextKind.KWORKER),
                    letter("free", WORKER, new Free(DIO)))),
            new RvRule("S16", List.of(), List.of(QUEUE, letter("wq_destroy", TASK, new WqDestroy(0)))),
            new RvRule("S18", List.of(), List.of(letter("wq_publish", TASK, new WqPublish(0, true),
                    (c, e) -> e instanceof WqPublish p && p.won()), DESTROYED)),
            new RvRule("S25", List.of(WRITE, SUBMITTED), List.of(BIO_END, CONVERT)),
            new RvRule("S26", List.of(WRITE, new Said(TASK, new Durable(0)), QUEUED), List.of(CONVERTED,
                    letter("sync", WORKER, new GenericWriteSync(0, 0, BLOCK, true, 0)), COMPLETE)),
            new RvRule("S29", List.of(WRITE, RAISED, SUBMITTED, new Said(IRQ, BIO_END.said().event())), List.of(
                    letter("inode_dio_end", IRQ, new InodeDioDone(0, 0)),
                    letter("truncate", new Context(3, ContextKind.TASK, "task1"), new TruncateBegin(0, 0)),
                    letter("truncated", new Context(3, ContextKind.TASK, "task1"), new TruncateEnd(0, 0)))),
            new RvRule("S36", List.of(new Said(TASK, new WqPublish(0, true))), List.of(START, END, DESTROYED,
                    letter("put_super", TASK, new PutSuper()), letter("journal_destroy", TASK, new JournalDestroy()))),
            new RvRule("S44", List.of(), List.of(START, END)),
            new RvRule("L4", List.of(QUEUE.said()), List.of(START)),
            new RvRule("Q2", List.of(WRITE, ALLOCATED, SUBMITTED), List.of(QUEUE)));

    static List<RvRule> all() {
        return ALL;
    }

    static Optional<RvRule> of(String property) {
        return ALL.stream().filter(rule -> rule.property().equalsIgnoreCase(property)).findFirst();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.BioEvent.BioEnd;
import endio.event.BioEvent.BioSubmit;
import endio.event.DioEvent.DeferCompletion;
import endio.event.DioEvent.DioAlloc;
import endio.event.DioEvent.EndIo;
import endio.event.DioEvent.Gathered;
import endio.event.DioEvent.Ref;
import endio.event.Errno;
import endio.event.Event;
import endio.event.FileSystemEvent.BlockRun;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.InodeEvent.InodeDioDone;
import endio.event.InodeEvent.InodeDioGet;
import endio.event.InodeEvent.InodeLock;
import endio.event.InodeEvent.InodeUnlock;
import endio.event.InodeEvent.TruncateBegin;
import endio.event.InodeEvent.TruncateEnd;
import endio.event.LockEvent.Locked;
import endio.event.LockEvent.Unlocked;
import endio.event.MappingEvent.GetBlock;
import endio.event.MemoryEvent.Alloc;
import endio.event.MemoryEvent.Free;
import endio.event.MemoryEvent.Use;
import endio.event.ObjectId;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Issue;
import endio.event.RequestEvent.Return;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import endio.event.WorkEvent.WqAlloc;
import endio.event.WorkEvent.WqPublish;
import java.util.List;

/**
 * The events of stories in short: inode 0, blocks of 4096 bytes, a dio and a work item with the number of their
 * request.
 */
final class Said {
    static final int BLOCK = 4096;

    private Said() {}

    /** An asynchronous write of {@code blocks} from {@code lblk} on, within the file. */
    static Event aioWrite(int req, long lblk, long blocks) {
        return new Issue(req, 0, true, false, lblk * BLOCK, blocks * BLOCK, false, 64 * BLOCK, 12);
    }

    static Event syncWrite(int req, long lblk, long blocks) {
        return new Issue(req, 0, true, true, lblk * BLOCK, blocks * BLOCK, false, 64 * BLOCK, 12);
    }

    static Event aioRead(int req, long lblk, long blocks, long iSize) {
        return new Issue(req, 0, false, false, lblk * BLOCK, blocks * BLOCK, false, iSize, 12);
    }

    static Event queued(int req) {
        return new Return(req, -Errno.EIOCBQUEUED);
    }

    static Event returns(int req, long ret) {
        return new Return(req, ret);
    }

    static Event completes(int req, long res) {
        return new AioComplete(req, res, 0);
    }

    static Event dioAlloc(int req) {
        return new DioAlloc(req, req);
    }

    static Event ref(int dio, long from, long to) {
        return new Ref(dio, from, to);
    }

    static Event gathered(int req, long result, long ioError, boolean defer) {
        return new Gathered(req, req, result, 0, ioError, defer);
    }

    static Event submit(int req, int bio, long lblk, long blocks) {
        return new BioSubmit(req, req, -1, bio, true, lblk * 8, lblk * BLOCK, blocks * BLOCK, 1);
    }

    static Event ends(int bio) {
        return new BioEnd(bio, true);
    }

    static Event fails(int bio) {
        return new BioEnd(bio, false);
    }

    static Event unwritten(int req, long lblk, long len) {
        return new GetBlock(req, lblk, len, true, 0, len, true, false, true, true, false, 100 + lblk);
    }

    static Event written(int req, long lblk, long len) {
        return new GetBlock(req, lblk, len, true, 0, len, true, false, false, false, false, 100 + lblk);
    }

    static Event convertBegin(int call, int req, long lblk, long blocks) {
        return new ConvertBegin(call, req, 0, -1, lblk * BLOCK, blocks * BLOCK, -1);
    }

    static Event convertEnd(int call, int req, long lblk, long blocks) {
        return new ConvertEnd(call, req, 0, -1, lblk * BLOCK, blocks * BLOCK, -1, 0,
                List.of(new BlockRun(lblk, blocks)));
    }

    static Event convertFails(int call, int req, long lblk, long blocks) {
        return new ConvertEnd(call, req, 0, -1, lblk * BLOCK, blocks * BLOCK, -1, -Errno.EIO, List.of());
    }

    static Event dioGet(long count) {
        return new InodeDioGet(0, count);
    }

    static Event dioDone(long count) {
        return new InodeDioDone(0, count);
    }

    static ObjectId work(int n) {
        return new ObjectId("work", n);
    }

    static Event queue(int dio) {
        return new QueueWork(work(dio), 0, "dio", dio, true);
    }

    static Event workStart(int dio) {
        return new WorkStart(work(dio), 0, "dio", dio);
    }

    static Event workEnd(int dio) {
        return new WorkEnd(work(dio), 0, "dio", dio);
    }

    static Event spinLock(String lock) {
        return new Locked(lock, true, true);
    }

    static Event mutexLock(String lock) {
        return new Locked(lock, false, false);
    }

    static Event unlock(String lock) {
        return new Unlocked(lock);
    }

    static Event alloc(String type, int n, int req) {
        return new Alloc(new ObjectId(type, n), req);
    }

    static Event use(String type, int n) {
        return new Use(new ObjectId(type, n));
    }

    static Event free(String type, int n) {
        return new Free(new ObjectId(type, n));
    }

    static Event defers(int req) {
        return new DeferCompletion(req, req);
    }

    static Event wqAlloc(int req, int wq) {
        return new WqAlloc(req, wq);
    }

    static Event publish(int wq, boolean won) {
        return new WqPublish(wq, won);
    }

    static Event endIo(int req, long bytes) {
        return new EndIo(req, 0, bytes, true, 0, false);
    }

    static Event truncateBegin(long lblk) {
        return new TruncateBegin(0, lblk);
    }

    static Event truncateEnd(long lblk) {
        return new TruncateEnd(0, lblk);
    }

    static Event inodeLock() {
        return new InodeLock(0, -1);
    }

    static Event inodeUnlock() {
        return new InodeUnlock(0, -1);
    }
}

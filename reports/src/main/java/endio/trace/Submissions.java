// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.BioEvent.BioSubmit;
import endio.event.Context;
import endio.event.DioEvent.DioAlloc;
import endio.event.DioEvent.DioFree;
import endio.event.DioEvent.Ref;
import endio.event.Errno;
import endio.event.InodeEvent.InodeDioGet;
import endio.event.MemoryEvent.Alloc;
import endio.event.MemoryEvent.Free;
import endio.event.ObjectId;
import endio.event.RequestEvent.Return;
import endio.trace.Recording.Iocb;
import endio.trace.Recording.Task;
import endio.trace.Recording.TracedBio;
import org.jspecify.annotations.Nullable;

/** The submitter's side: a request from its entry to the return of the core, and the life times of its objects. */
final class Submissions {
    private static final long IOCB_DSYNC = 2;
    private static final long IOCB_WRITE = 1 << 18;
    private static final int REQ_OP_WRITE = 1;
    private static final int REQ_OP_MASK = 0xff;
    /**
     * Kernel stacks, and so the kiocbs of system calls that wait, lie in the vmalloc area; slab objects in the direct
     * map.
     */
    private static final long STACK_SHIFT = 40;
    private static final long STACK_AREA = 0xffff_c9L;

    private final Recording recording;

    Submissions(Recording recording) {
        this.recording = recording;
    }

    void aio(TraceLine line, Fields f, boolean write) {
        long address = f.address("iocb");
        recording.iocbs.put(address, new Iocb(write));
    }

    void enter(TraceLine line, Fields f, Engine engine) {
        long address = f.address("iocb");
        Iocb iocb = recording.iocbs.get(address);
        boolean aio = iocb != null && !iocb.dead;
        Traced.Iocb kind = aio ? Traced.Iocb.AIO
                : address >>> STACK_SHIFT == STACK_AREA ? Traced.Iocb.SYNC : Traced.Iocb.OTHER;
        TracedInode inode = recording.inode(f.address("inode"), f.number("ino", 0));
        Traced r = new Traced(recording.requests++, engine, inode, line, address, recording.contexts.submitter(line),
                kind);
        long kflags = f.number("kflags", 0);
        r.write = aio ? iocb.write : (kflags & IOCB_WRITE) != 0;
        r.dsync = (kflags & IOCB_DSYNC) != 0;
        r.off = f.number("pos", 0);
        r.iSize = f.number("i_size", Long.MAX_VALUE >> 1);
        r.fs = fileSystem(Fields.symbol(f.text(engine == Engine.IOMAP ? "dops" : "get_block")));
        if (aio) {
            iocb.request = r;
        }
        recording.begin(r);
        recording.task(line).submitting.push(r);
        if (inode.sb != null) {
            inode.sb.lately().forEach(told -> recording.add(r, told));
        }
        if (inode.removal != null) {
            recording.add(r, inode.removal);
        }
        recording.say(r, line, r.submitter, r.issue());
    }

    private static String fileSystem(String symbol) {
        int underscore = symbol.indexOf('_');
        String prefix = underscore < 0 ? "" : symbol.substring(0, underscore);
        return prefix.equals("fat") ? "vfat" : prefix;
    }

    /** The length of a request, told by something else on the way. */
    void length(TraceLine line, long bytes) {
        Traced r = recording.task(line).submitting.peek();
        if (r != null && r.asked < 0 && bytes > 0) {
            r.asked = bytes;
        }
    }

    void allocated(TraceLine line, Fields f) {
        long address = f.address("ptr");
        String caller = Fields.symbol(f.text("call_site"));
        Traced r = recording.task(line).submitting.peek();
        Traced old = recording.dios.get(address);
        if (r != null && r.address == 0 && (caller.equals("__iomap_dio_rw") || caller.endsWith("blockdev_direct_IO"))) {
            bind(r, line, address);
        } else if (old != null && old.freed) {
            recording.dios.remove(address);
        }
    }

    private void bind(Traced r, TraceLine line, long address) {
        recording.bindDio(r, address);
        recording.say(r, line, r.submitter, new DioAlloc(r.req, r.req));
        recording.say(r, line, r.submitter, new Alloc(new ObjectId("dio", r.req), r.req));
    }

    void freed(TraceLine line, Fields f, Context where) {
        long address = f.address("ptr");
        Iocb iocb = recording.iocbs.get(address);
        if (iocb != null && line.event().equals("kmem_cache_free")) {
            iocb.dead = true;
        }
        Traced r = recording.dios.get(address);
        String caller = Fields.symbol(f.text("call_site"));
        boolean dio = r != null && (r.engine == Engine.LEGACY ? line.event().equals("kmem_cache_free") && iocb == null
                : line.event().equals("kfree") && (caller.contains("iomap_dio") || !r.freed));
        if (dio) {
            recording.say(r, line, where, new DioFree(r.req));
            recording.say(r, line, where, new Free(new ObjectId("dio", r.req)));
            r.freed = true;
            recording.closeIfOver(r);
        }
    }

    void raised(TraceLine line, Fields f) {
        Traced r = recording.dios.get(f.address("dio"));
        Traced submitting = recording.task(line).submitting.peek();
        if (submitting != null && (r == null || r.freed || submitting.address == 0)) {
            r = submitting;
            if (r.address == 0 && f.has("dio")) {
                bind(r, line, f.address("dio"));
            }
        }
        if (r == null) {
            return;
        }
        TracedInode inode = r.inode;
        if (inode.removal != null && !inode.removalHasEnd) {
            // No direct I/O begins before a removal is over; where its end has no event, this is the first sign of it.
            Removals.end(recording, inode, line);
        }
        Told got = recording.say(r, line, r.submitter, new InodeDioGet(inode.number, f.number("old_count", 0) + 1));
        recording.toWaits(inode, got);
    }

    void submitsBio(TraceLine line, Fields f) {
        Traced r = recording.dios.get(f.address("dio"));
        if (r == null) {
            return;
        }
        recording.use(r, line, r.submitter);
        recording.say(r, line, r.submitter, new Ref(r.req, r.refs, r.refs + 1));
        r.refs++;
        r.offsets.put(f.address("bio"), f.number("pos", -1));
    }

    void submitBio(TraceLine line, Fields f) {
        String endIo = Fields.symbol(f.text("end_io"));
        boolean iomap = endIo.equals("iomap_dio_bio_end_io");
        if (!iomap && !endIo.equals("dio_bio_end_aio") && !endIo.equals("dio_bio_end_io")) {
            return;
        }
        Traced r = recording.dios.get(f.address("private"));
        if (r == null || (r.engine == Engine.IOMAP) != iomap) {
            return;
        }
        long address = f.address("bio");
        Long off = r.offsets.remove(address);
        if (off == null) {
            if (r.engine == Engine.LEGACY) {
                recording.use(r, line, r.submitter);
            }
            recording.say(r, line, r.submitter, new Ref(r.req, r.refs, r.refs + 1));
            r.refs++;
            off = r.off + r.submitted;
        }
        boolean write = (f.number("opf", 0) & REQ_OP_MASK) == REQ_OP_WRITE;
        r.write |= write;
        long size = f.number("size", 0);
        TracedBio bio = new TracedBio(recording.bioNumbers++, r);
        recording.bios.put(address, bio);
        r.bios++;
        r.submitted += size;
        recording.say(r, line, r.submitter, new BioSubmit(r.req, r.req, -1, bio.number, write, f.number("sector", 0),
                off, size, 1));
    }

    void put(TraceLine line, Fields f) {
        Traced r = recording.dios.get(f.address("dio"));
        if (r == null) {
            return;
        }
        recording.use(r, line, r.submitter);
        drop(r, line, r.submitter, f.number("old_ref", 0));
        r.ownPut = true;
    }

    /** A reference is dropped; the sample on entry is exact only if it says that this is the last one. */
    void drop(Traced r, TraceLine line, Context where, long sampled) {
        int to = sampled == 1 ? 0 : r.refs - 1;
        recording.say(r, line, where, new Ref(r.req, sampled == 1 ? 1 : r.refs, to));
        r.refs = to;
    }

    void returned(TraceLine line, Fields f, Engine engine) {
        Task task = recording.task(line);
        Traced r = top(task, engine);
        if (r == null) {
            return;
        }
        task.submitting.remove(r);
        long ret = f.number("ret", 0);
        if (r.fs.isEmpty()) {
            r.fs = module(line.args());
        }
        if (r.kind == Traced.Iocb.OTHER && ret != -Errno.EIOCBQUEUED) {
            r.kind = Traced.Iocb.SYNC;
        }
        r.returned = new Return(r.req, ret);
        if (ret != -Errno.ENOTBLK && (r.completions == 0 || ret == -Errno.EIOCBQUEUED)) {
            recording.say(r, line, r.submitter, r.returned);
        }
        task.last = r;
        recording.closeIfOver(r);
    }

    /** {@code ext4} of {@code (ext4_file_read_iter+0x141/0x1c0 [ext4] <- iomap_dio_rw)}. */
    private static String module(String args) {
        int arrow = args.indexOf(" <- ");
        int open = arrow < 0 ? -1 : args.lastIndexOf('[', arrow);
        return open > 0 && args.charAt(arrow - 1) == ']' && Character.isLetter(args.charAt(open + 1))
                && args.charAt(open - 1) == ' '
                ? args.substring(open + 1, arrow - 1) : "";
    }

    private static @Nullable Traced top(Task task, Engine engine) {
        for (Traced r : task.submitting) {
            if (r.engine == engine) {
                return r;
            }
        }
        return null;
    }
}

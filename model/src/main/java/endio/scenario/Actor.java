// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import java.util.List;
import java.util.Locale;

/** Somebody who acts on the file of a scenario, in a task of its own that starts when the scenario starts. */
public sealed interface Actor {

    /** What its task is called, before its number among its like: {@code task}, {@code truncate}. */
    default String taskName() {
        String name = getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** One block more than the last one that it changes, as far as that is not said by its requests; 0: none. */
    default long blocks() {
        return 0;
    }

    /** Ids of properties besides the protocol's own that judge what it gets. */
    default List<String> judgedBy() {
        return List.of();
    }

    /**
     * A direct request. Requests are numbered from 0 in the order in which a scenario names them.
     *
     * @param write false: it reads
     * @param sync false: an asynchronous kiocb
     * @param offset first byte in the file
     * @param iov the user's buffers; none or empty ones make a request without bytes
     * @param overwrite the caller found all blocks written, so {@code i_mutex} may be dropped; needs {@code
     *     dioread_nolock}
     * @param file which of the scenario's files, from 0
     * @param flags of its kiocb, in the order of their declaration
     */
    record Request(boolean write, boolean sync, long offset, List<IoVec> iov, boolean overwrite, int file,
            List<Kiocb.Flag> flags) implements Actor {
        public Request {
            iov = List.copyOf(iov);
            flags = flags.stream().sorted().toList();
        }

        /** Without a flag. */
        public Request(boolean write, boolean sync, long offset, List<IoVec> iov, boolean overwrite, int file) {
            this(write, sync, offset, iov, overwrite, file, List.of());
        }

        @Override
        public String taskName() {
            return "task";
        }

        /** Whether it is an O_(D)SYNC write. */
        public boolean durable() {
            return write && (flags.contains(Kiocb.Flag.DSYNC) || flags.contains(Kiocb.Flag.SYNC));
        }

        /** Length of all buffers. */
        public long bytes() {
            return iov.stream().mapToLong(IoVec::len).sum();
        }
    }

    /** An application that learns that a request is complete and then reads a block of it through the page cache. */
    record ReadAfterCompletion(int req, long lblk) implements Actor {
        @Override
        public String taskName() {
            return "app";
        }
    }

    /** Somebody who reads a block through the page cache if it is inside the size: what he gets is data. */
    record ReadWithinSize(long lblk) implements Actor {
        @Override
        public String taskName() {
            return "reader";
        }

        @Override
        public List<String> judgedBy() {
            return List.of("H2");
        }
    }

    /** Somebody who reads a block through the page cache, at any time. */
    record BufferedRead(long lblk) implements Actor {
        @Override
        public String taskName() {
            return "reader";
        }
    }

    /**
     * Readahead that brings pages into the page cache, or a reader who does. In a scenario with one, every other reader looks
     * there first, too.
     *
     * @param first first page
     * @param pages how many
     */
    record Readahead(long first, int pages) implements Actor {}

    /** {@code truncate} to a smaller size in bytes. */
    record Truncate(long size) implements Actor {}

    /** {@code truncate} to a smaller size in bytes on another node of a cluster. */
    record TruncateElsewhere(long size) implements Actor {
        @Override
        public String taskName() {
            return "node";
        }
    }

    /** {@code fallocate} that removes {@code len} blocks from {@code first} on. */
    record PunchHole(long first, long len) implements Actor {
        @Override
        public long blocks() {
            return first + len;
        }
    }

    /** {@code fsync} of the file, at any time. */
    record Fsync() implements Actor {}

    /** {@code fsync} of the file by an application that has learnt that a request is complete. */
    record FsyncAfterCompletion(int req) implements Actor {
        @Override
        public String taskName() {
            return "app";
        }
    }

    /** {@code sync_fs}, at any time. */
    record SyncFs() implements Actor {}

    /** {@code umount}, once every other task has returned and every request is reported: until then a file is open. */
    record Umount() implements Actor {}

    /**
     * A flusher that writes pages, which are dirty when the scenario starts.
     *
     * @param first first page
     * @param pages how many
     */
    record Writeback(long first, int pages) implements Actor {
        @Override
        public String taskName() {
            return "flusher";
        }
    }

    /** A write of a page of the first file through the page cache: it is dirty then. */
    record BufferedWrite(long page) implements Actor {
        @Override
        public long blocks() {
            return page + 1;
        }

        @Override
        public String taskName() {
            return "writer";
        }
    }

    /** {@code fallocate}: {@code len} blocks from {@code first} on are allocated, unwritten, if there are none. */
    record Fallocate(long first, long len) implements Actor {
        @Override
        public long blocks() {
            return first + len;
        }
    }

    /**
     * An application that learns that a request is complete and closes the file, whose name is gone already.
     *
     * @param last nobody else has it open, so the inode goes with it; else there is a second descriptor
     */
    record Close(int req, boolean last) implements Actor {
        @Override
        public String taskName() {
            return "app";
        }
    }

    /** {@code io_destroy}: waits until every request has been reported, and takes the ring away. */
    record IoDestroy() implements Actor {}

    /** {@code fsfreeze}, and thawing right after. */
    record Freeze() implements Actor {
        @Override
        public String taskName() {
            return "freezer";
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.vfs.BlockTable;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing to run, as data. It says nothing of generations but which of them are known to violate what.
 *
 * @param id short, of lower-case words: {@code ext4-aio-unwritten}
 * @param family what it belongs to: {@code core}, {@code defer}, {@code ext4}, ...
 * @param title one line for people
 * @param mount the file system
 * @param files how many files, all alike
 * @param iSize size of a file in bytes
 * @param extents its blocks, of {@value #BLOCK_SIZE} bytes
 * @param dirtyPages pages of the first file that were written through the page cache, by number
 * @param cachedPages pages of the first file that are in the page cache, clean, by number
 * @param device how bios end
 * @param faults what may go wrong by itself
 * @param actors who acts, each in a task of its own
 * @param maxSteps most steps of one execution; one that needs more is cut, and says so
 * @param depth when it is explored without being named
 * @param expectations what is known to be violated
 */
public record Scenario(String id, String family, String title, Mount mount, int files, long iSize, List<Extent> extents,
        List<Long> dirtyPages, List<Long> cachedPages, Device device, List<Fault> faults, List<Actor> actors,
        int maxSteps, Depth depth, List<Expectation> expectations) {

    /** When a scenario is explored without being named. */
    public enum Depth {
        /** Always. */
        MATRIX,
        /** If the full catalogue is asked for. */
        FULL,
        /** Never: it has too many orders. */
        BY_NAME
    }

    /** Bytes of a block, and of a page. */
    public static final long BLOCK_SIZE = 4096;
    /** Bytes of a sector. */
    public static final long SECTOR_SIZE = 512;
    private static final int SECTOR_BITS = Long.numberOfTrailingZeros(SECTOR_SIZE);

    public Scenario {
        extents = List.copyOf(extents);
        dirtyPages = List.copyOf(dirtyPages);
        cachedPages = List.copyOf(cachedPages);
        faults = List.copyOf(faults);
        actors = List.copyOf(actors);
        expectations = List.copyOf(expectations);
    }

    /** Its direct requests, by number. */
    public List<Actor.Request> requests() {
        return actors.stream().filter(Actor.Request.class::isInstance).map(Actor.Request.class::cast).toList();
    }

    /** Blocks of a file that its requests, and whoever writes its pages, can reach, and one more. */
    public int blocks() {
        long end = requests().stream().mapToLong(r -> r.offset() + r.bytes()).max().orElse(0);
        long blocks = (end + BLOCK_SIZE - 1) / BLOCK_SIZE;
        for (long page : dirtyPages) {
            blocks = Math.max(blocks, page + 1);
        }
        for (Actor actor : actors) {
            blocks = Math.max(blocks, actor.blocks());
        }
        return (int) blocks + 1;
    }

    /** Log2 of the device's logical block: a block, or a sector of 512 bytes if somebody writes less than a block. */
    int logicalBlockBits() {
        boolean whole = requests().stream().allMatch(r -> (r.offset() | r.bytes()) % BLOCK_SIZE == 0);
        return whole ? Long.numberOfTrailingZeros(BLOCK_SIZE) : SECTOR_BITS;
    }

    /** What a file has at some blocks. */
    public enum Blocks {
        /** Nothing. */
        HOLE,
        /** Allocated blocks that read as zeros. */
        UNWRITTEN,
        /** Data. */
        WRITTEN,
        /** Not all the same. */
        MIXED
    }

    /**
     * What a file has before anybody acts, in the {@code bytes} from {@code offset} on; beyond its end, and of parts of
     * blocks, always {@link Blocks#MIXED}.
     */
    public Blocks blocks(long offset, long bytes) {
        Blocks all = offset + bytes > iSize || (offset | bytes) % BLOCK_SIZE != 0 ? Blocks.MIXED : block(offset / BLOCK_SIZE);
        for (long block = offset / BLOCK_SIZE; block * BLOCK_SIZE < offset + bytes; block++) {
            all = block(block) == all ? all : Blocks.MIXED;
        }
        return all;
    }

    private Blocks block(long block) {
        return extents.stream().filter(e -> e.holds(block)).findFirst()
                .map(e -> e.unwritten() ? Blocks.UNWRITTEN : Blocks.WRITTEN).orElse(Blocks.HOLE);
    }

    /** Whether clean pages of the first file are read in and dropped; else nobody looks at them. */
    public boolean cachesPages() {
        return !cachedPages.isEmpty() || actors.stream().anyMatch(Actor.Readahead.class::isInstance);
    }

    /** Each page of the first file that is written through the page cache, and whether it is dirty from the beginning. */
    void writtenPages(PageVisitor visitor) {
        dirtyPages.forEach(page -> visitor.page(page, true));
        for (Actor actor : actors) {
            if (actor instanceof Actor.BufferedWrite write) {
                visitor.page(write.page(), false);
            }
        }
    }

    /** Looks at a page. */
    interface PageVisitor {
        void page(long page, boolean dirty);
    }

    /** What {@code generation} is known to violate here. */
    public List<Expectation> expected(String generation) {
        return expectations.stream().filter(e -> e.generation().equals(generation)).toList();
    }

    /** Its extents, for a file system whose extent tree is a table. */
    List<BlockTable.Extent> table() {
        return extents.stream().map(e -> new BlockTable.Extent(e.lblk(), e.pblk(), e.len(), e.unwritten())).toList();
    }

    /** Begins a scenario on an ext4 with journal, whose bios end well, in interrupts. */
    public static Builder named(String id) {
        return new Builder(id);
    }

    /** Builds a scenario. */
    public static final class Builder {
        private final String id;
        private String family = "ext4";
        private String title = "";
        private Mount mount = new Mount(Mount.Type.EXT4, false, true);
        private int files = 1;
        private long iSize = 16 * BLOCK_SIZE;
        private final List<Extent> extents = new ArrayList<>();
        private final List<Long> dirtyPages = new ArrayList<>();
        private final List<Long> cachedPages = new ArrayList<>();
        private Device.Ends ends = Device.Ends.IRQ;
        private int errors;
        private int bioPages = Device.MANY;
        private List<Kiocb.Flag> flags = List.of();
        private final List<Fault> faults = new ArrayList<>();
        private final List<Actor> actors = new ArrayList<>();
        private int maxSteps = 2000;
        private Depth depth = Depth.MATRIX;
        private final List<Expectation> expectations = new ArrayList<>();

        private Builder(String id) {
            this.id = id;
        }

        /** Family and one line for people. */
        public Builder about(String family, String title) {
            this.family = family;
            this.title = title;
            return this;
        }

        /** Which file system. */
        public Builder on(Mount.Type type) {
            this.mount = new Mount(type, mount.dioreadNolock(), mount.journal());
            return this;
        }

        /** Mounted with {@code dioread_nolock}. */
        public Builder dioreadNolock() {
            this.mount = new Mount(mount.type(), true, mount.journal());
            return this;
        }

        /** Without a journal. */
        public Builder noJournal() {
            this.mount = new Mount(mount.type(), mount.dioreadNolock(), false);
            return this;
        }

        /** Size of the file, in blocks. */
        public Builder sizeInBlocks(long blocks) {
            this.iSize = blocks * BLOCK_SIZE;
            return this;
        }

        /** Size of the file, in sectors: it ends within a block. */
        public Builder sizeInSectors(long sectors) {
            this.iSize = sectors * SECTOR_SIZE;
            return this;
        }

        /** {@code len} written blocks from {@code lblk} on; extents lie apart on the device. */
        public Builder written(long lblk, int len) {
            return extent(lblk, len, false);
        }

        /** {@code len} unwritten blocks from {@code lblk} on. */
        public Builder unwritten(long lblk, int len) {
            return extent(lblk, len, true);
        }

        private Builder extent(long lblk, int len, boolean unwritten) {
            extents.add(new Extent(lblk, len, 1000 + 100L * extents.size() + lblk, unwritten));
            return this;
        }

        /** A page of the first file is dirty. */
        public Builder dirty(long page) {
            dirtyPages.add(page);
            return this;
        }

        /** A page of the first file is in the page cache, clean. */
        public Builder cached(long page) {
            cachedPages.add(page);
            return this;
        }

        /** Where bios end. */
        public Builder ends(Device.Ends ends) {
            this.ends = ends;
            return this;
        }

        /** So many bios of one submitter may fail. */
        public Builder errors(int errors) {
            this.errors = errors;
            return this;
        }

        /** A bio takes so many pages, and a request of more of them needs several. */
        public Builder bioPages(int pages) {
            this.bioPages = pages;
            return this;
        }

        /** {@code what} may go wrong, {@code times} in one thread. */
        public Builder fault(String what, int times) {
            faults.add(new Fault(what, times));
            return this;
        }

        /** An asynchronous write of {@code len} blocks. */
        public Builder aioWrite(long lblk, int len) {
            return request(true, false, lblk, len, false);
        }

        /** A synchronous write of {@code len} blocks. */
        public Builder syncWrite(long lblk, int len) {
            return request(true, true, lblk, len, false);
        }

        /** An asynchronous write whose caller found all blocks written. */
        public Builder aioOverwrite(long lblk, int len) {
            return request(true, false, lblk, len, true);
        }

        /** A synchronous write whose caller found all blocks written. */
        public Builder syncOverwrite(long lblk, int len) {
            return request(true, true, lblk, len, true);
        }

        /** An asynchronous read of {@code len} blocks. */
        public Builder aioRead(long lblk, int len) {
            return request(false, false, lblk, len, false);
        }

        /** A synchronous read of {@code len} blocks. */
        public Builder syncRead(long lblk, int len) {
            return request(false, true, lblk, len, false);
        }

        /** An asynchronous write of {@code len} sectors of {@value Scenario#SECTOR_SIZE} bytes. */
        public Builder aioWriteSectors(long sector, int len) {
            return sectors(false, sector, len);
        }

        /** A synchronous write of {@code len} sectors. */
        public Builder syncWriteSectors(long sector, int len) {
            return sectors(true, sector, len);
        }

        private Builder sectors(boolean sync, long sector, int len) {
            List<IoVec> iov = List.of(new IoVec(0, len * SECTOR_SIZE));
            return actor(new Actor.Request(true, sync, sector * SECTOR_SIZE, iov, false, files - 1, flags));
        }

        private Builder request(boolean write, boolean sync, long lblk, int len, boolean overwrite) {
            List<IoVec> iov = List.of(new IoVec(0, len * BLOCK_SIZE));
            return actor(new Actor.Request(write, sync, lblk * BLOCK_SIZE, iov, overwrite, files - 1, flags));
        }

        /** {@code ki_flags} of the requests that follow. */
        public Builder flags(Kiocb.Flag... flags) {
            this.flags = List.of(flags);
            return this;
        }

        /** One file more, to which the requests that follow go. */
        public Builder otherFile() {
            this.files++;
            return this;
        }

        /** Somebody else. */
        public Builder actor(Actor actor) {
            actors.add(actor);
            return this;
        }

        /** Most steps of one execution. */
        public Builder maxSteps(int maxSteps) {
            this.maxSteps = maxSteps;
            return this;
        }

        /** When it is explored without being named. */
        public Builder depth(Depth depth) {
            this.depth = depth;
            return this;
        }

        /** {@code generation} is known to violate {@code properties} here; {@code source}: why. */
        public Builder violates(String generation, String source, String... properties) {
            return violates(new Hazard(source, List.of(generation)), properties);
        }

        /** {@code hazard} shows here as violations of {@code properties}. */
        public Builder violates(Hazard hazard, String... properties) {
            for (String generation : hazard.generations()) {
                for (String property : properties) {
                    expectations.add(new Expectation(property, generation, hazard.source()));
                }
            }
            return this;
        }

        /** The scenario. */
        public Scenario build() {
            return new Scenario(id, family, title, mount, files, iSize, extents, dirtyPages, cachedPages,
                    new Device(ends, errors, bioPages), faults, actors, maxSteps, depth, expectations);
        }
    }
}

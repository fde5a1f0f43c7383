// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import static org.assertj.core.api.Assertions.assertThat;

import endio.conform.Comparison;
import endio.conform.Conform;
import endio.conform.Goldens;
import endio.conform.ext4.Ext4Version.Mount;
import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V3_12;
import endio.fs.ext4.Ext4V4_6;
import endio.fs.ext4.Ext4V5_3;
import endio.fs.ext4.IoEnd;
import endio.fs.ext4.Journal;
import endio.fs.ext4.MapBlocks;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.BufferHead;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An ext4 with a fault in it does not pass for the kernel's: each of these changes one function. */
class BrokenExt4Test {

    /** The flag that a failed request must not keep (B05): without that line the inode's count goes to -1. */
    @Test
    void theFlagsOfARequestWithoutBiosMustBeCleared() {
        Map<String, Comparison> found = compare("pre-7b7a8665", KeepsFlags::new);
        // The eight scenarios in which a request with an io_end puts nothing under I/O.
        assertThat(levels(found)).containsEntry(0, 8);
        Comparison.Difference difference = found.get("gberr-async-journal1").difference();
        assertThat(difference).isNotNull();
        assertThat(difference.actual()).isNotNull();
        assertThat(difference.actual().path("final").path("i_dio_count").asInt()).isEqualTo(-1);
    }

    private static class KeepsFlags extends Ext4V3_11 {
        KeepsFlags(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options, Journal journal) {
            super(kernel, sb, core, bdev, options, journal);
        }

        @Override
        protected void nothingSubmitted(Kiocb iocb, IoEnd ioEnd) {
            kernel().warnOn((ioEnd.flag.load() & IoEnd.UNWRITTEN) != 0, "io_end still flagged unwritten");
            putIoEnd(ioEnd);
            iocb.priv().store(null);
        }
    }

    @Test
    void theCountMustDropBeforeTheCompletion() {
        assertThat(differing("pre-7b7a8665", CompletesFirst::new)).contains("k1-dioret-u", "plain-async-m");
    }

    private static class CompletesFirst extends Ext4V3_11 {
        CompletesFirst(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options,
                Journal journal) {
            super(kernel, sb, core, bdev, options, journal);
        }

        @Override
        protected void releaseIoEnd(IoEnd ioEnd) {
            dropIoendCount(ioEnd);
            finishBios(ioEnd);
            Kiocb iocb = ioEnd.iocb.load();
            if (iocb != null) {
                iocb.aioComplete(ioEnd.result.load());
            }
            if ((ioEnd.flag.load() & IoEnd.DIRECT) != 0) {
                ioEnd.inode().dioDone();
            }
            freeIoEnd(ioEnd);
        }
    }

    @Test
    void aMappingOverUnwrittenBlocksMustAskForDeferral() {
        assertThat(differing("7b7a8665", NeverDefers::new)).contains("plain-async-u").doesNotContain("plain-sync-umu");
    }

    private static class NeverDefers extends Ext4V3_12 {
        NeverDefers(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options, Journal journal) {
            super(kernel, sb, core, bdev, options, journal);
        }

        @Override
        protected void mapBh(Ext4Inode inode, int req, MapBlocks map, BufferHead bh) {
            inodeAio(inode, req);
            answer(inode, map, bh);
        }
    }

    @Test
    void theCallbackOfV312MustConvertItself() {
        assertThat(differing("7b7a8665", LeavesItToAWorker::new)).contains("plain-async-u");
    }

    private static class LeavesItToAWorker extends Ext4V3_12 {
        LeavesItToAWorker(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options,
                Journal journal) {
            super(kernel, sb, core, bdev, options, journal);
        }

        @Override
        public int putIoEnd(IoEnd ioEnd) {
            putIoEndDefer(ioEnd);
            return 0;
        }
    }

    @Test
    void aFailedRequestMustNotBeConvertedSinceV46() {
        assertThat(differing("v5.3", ConvertsFailures::new)).contains("k1-dioret-eio").doesNotContain("k1-dioret-u");
    }

    private static class ConvertsFailures extends Ext4V5_3 {
        ConvertsFailures(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options,
                Journal journal) {
            super(kernel, sb, core, bdev, options, journal);
        }

        @Override
        protected long endIoDio(Ext4Inode inode, Kiocb iocb, long offset, long size, @Nullable Object priv, long ret,
                boolean async) {
            return super.endIoDio(inode, iocb, offset, size <= 0 ? inode.blockSize() : size, priv, ret, async);
        }
    }

    @Test
    void aMappedBlockMustNotBeTakenForAnUnwrittenOne() {
        assertThat(differing("7b7a8665", FlagsAlways::new)).contains("plain-async-m");
    }

    private static class FlagsAlways extends Ext4V3_12 {
        FlagsAlways(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options, Journal journal) {
            super(kernel, sb, core, bdev, options, journal);
        }

        @Override
        protected int mapBlocks(Ext4Inode inode, MapBlocks map, int flags, int req) {
            int ret = super.mapBlocks(inode, map, flags, req);
            IoEnd io = inode.currentIoEnd().load();
            if (io != null) {
                setIoUnwrittenFlag(inode, io, req);
            }
            return ret;
        }
    }

    /** Each generation beside another one: what a commit changed shows in the list of that commit. */
    @ParameterizedTest
    @CsvSource({"pre-7b7a8665, V3_12", "7b7a8665, V3_11", "7b7a8665, V4_6", "v5.3, V3_12"})
    void aGenerationDoesNotPassForAnother(String kernel, String generation) {
        assertThat(differing(kernel, generation(generation))).isNotEmpty();
    }

    private static Mount generation(String name) {
        return switch (name) {
            case "V3_11" -> Ext4V3_11::new;
            case "V3_12" -> Ext4V3_12::new;
            case "V4_6" -> Ext4V4_6::new;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Set<String> differing(String kernel, Mount ext4) {
        Set<String> ids = new TreeSet<>();
        compare(kernel, ext4).forEach((id, comparison) -> {
            if (comparison.level() < 2) {
                ids.add(id);
            }
        });
        return ids;
    }

    private static Map<Integer, Integer> levels(Map<String, Comparison> found) {
        Map<Integer, Integer> levels = new TreeMap<>();
        found.values().forEach(comparison -> levels.merge(comparison.level(), 1, Integer::sum));
        return levels;
    }

    /** How far each scenario of {@code kernel} gets with {@code ext4} in the place of that version. */
    private static Map<String, Comparison> compare(String kernel, Mount ext4) {
        Ext4Version version = new Ext4Suite().versions().stream().filter(v -> v.kernel().equals(kernel)).findFirst()
                .orElseThrow();
        Ext4Suite suite = new Ext4Suite(List.of(new Ext4Version(kernel, version.core(), ext4, version.told())));
        Conform conform = new Conform(List.of(suite));
        Map<String, Comparison> found = new TreeMap<>();
        Goldens.read("ext4/" + kernel, line -> {
            Conform.Result result = conform.line(line, Comparison.ALL);
            found.put(line.id(), new Comparison(result.level(), result.difference()));
        });
        return found;
    }
}

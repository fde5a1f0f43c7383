// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V3_12;
import endio.fs.ext4.IoEnd;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.Generation;
import endio.scenario.V3_11Generation;
import endio.scenario.V3_12Generation;
import endio.vfs.BlockDevice;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a patch under review looks like: one class that overrides one kernel function. Named in
 * {@code META-INF/services/endio.scenario.Generation} of its own class path, it is in every list and every run.
 */
class OwnPatchTest {

    /** A patch against K1: {@code ext4_end_io_dio} converts, whoever will put the io_end last. */
    public static final class ConvertInEndIo extends V3_12Generation {
        @Override
        public About about() {
            return super.about().patch("convert-in-end-io", "ext4_end_io_dio converts before it puts");
        }

        @Override
        public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
            return new Ext4V3_12(kernel, sb, core, bdev, options) {
                @Override
                protected long endIoDio(Ext4Inode inode, Kiocb iocb, long offset, long size, @Nullable Object priv,
                        long ret, boolean async) {
                    IoEnd ioEnd = (IoEnd) iocb.priv().load();
                    if (ioEnd != null && (ioEnd.flag.load() & IoEnd.UNWRITTEN) != 0) {
                        convertUnwrittenExtents(null, inode, offset, size, iocb.req(), ioEnd);
                        clearIoUnwrittenFlag(ioEnd);
                    }
                    return super.endIoDio(inode, iocb, offset, size, priv, ret, async);
                }
            };
        }
    }

    private static final Catalogue CATALOGUE = new Catalogue(Catalogue.load().scenarios(),
            List.<Generation>of(new V3_11Generation(), new V3_12Generation(), new ConvertInEndIo()));

    @Test
    void itIsInTheMatrixBesideWhatItPatches() {
        assertThat(CATALOGUE.matrix()).extracting(Entry::id)
                .contains("ext4-aio-unwritten@V3_12", "ext4-aio-unwritten@convert-in-end-io");
    }

    @Test
    void itMendsWhatItIsFor() {
        Verdicts verdicts = verdicts("ext4-aio-unwritten@convert-in-end-io");
        assertThat(verdicts.exploration().complete()).isTrue();
        assertThat(verdicts.judged("S1")).isPositive();
        assertThat(verdicts.violated()).isEmpty();
    }

    @Test
    void whatItLeavesIsStillSeen() {
        assertThat(verdicts("ext4-aio-error@convert-in-end-io").violated()).containsExactly("S23", "S24");
        assertThat(verdicts("ext4-overwrite-beside@convert-in-end-io").violated()).contains("S1", "S49");
    }

    private static Verdicts verdicts(String id) {
        return Verdicts.of(CATALOGUE.find(id).get(0));
    }
}

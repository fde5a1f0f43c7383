// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.kernel.Kernel;
import endio.machine.Machine;
import endio.machine.Program;
import endio.scenario.About;
import endio.scenario.Generation;
import endio.scenario.Mount;
import endio.scenario.Scenario;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.function.Function;

/** All small models as they were mended; and, as a subclass for each bug, one as it was before. */
class Mended implements Generation {
    static final String ID = "mended";

    @Override
    public About about() {
        return new About(ID, "", "", "the small models of historical bugs, mended", "", About.Origin.HISTORICAL_BUG,
                List.of());
    }

    @Override
    public Program program(Scenario scenario) {
        for (Bug bug : Bugs.all()) {
            if (bug.shape() != null && bug.scenario().equals(scenario.id())) {
                return machine -> model(bug.shape()).apply(machine).boot();
            }
        }
        throw new IllegalArgumentException(id() + " has no world for " + scenario.id());
    }

    Function<Machine, Shape> model(Bug.Small small) {
        return small.mended();
    }

    /** One of them as it was. */
    static final class Not extends Mended {
        private final About about;

        Not(Bug.Small small) {
            this.about = small.about();
        }

        @Override
        public About about() {
            return about;
        }

        @Override
        Function<Machine, Shape> model(Bug.Small small) {
            return small.about().id().equals(about.id()) ? small.broken() : small.mended();
        }
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        throw new UnsupportedOperationException("a small model has no core");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        throw new UnsupportedOperationException("a small model has no ext4");
    }

    @Override
    public EndIo endIo() {
        return EndIo.ANSWERS;
    }

    @Override
    public boolean mounts(Mount.Type type) {
        return type == Mount.Type.OWN;
    }

    /** Worlds of others are none of its. */
    @Override
    public boolean runs(Scenario scenario) {
        return mounts(scenario.mount().type())
                && Bugs.all().stream().anyMatch(bug -> bug.shape() != null && bug.scenario().equals(scenario.id()));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.machine.Program;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.function.Function;

/**
 * A generation with a world of its own, for what is in none of the file systems here: a few objects, and the kernel functions over
 * them that matter. It runs scenarios of its own and no others: {@code Scenario.named(id).about(family, title)
 * .on(Mount.Type.OWN).build()}.
 */
public abstract class OwnWorld implements Generation {
    private final About about;
    private final Function<Kernel, ? extends Runnable> world;
    private final List<String> scenarios;

    /**
     * What it is, and what it runs.
     *
     * @param about see {@link About#own}
     * @param world makes the world of one execution, anew for each, and its {@code run} starts whoever acts
     * @param scenarios ids of those that it runs
     */
    protected OwnWorld(About about, Function<Kernel, ? extends Runnable> world, String... scenarios) {
        this.about = about;
        this.world = world;
        this.scenarios = List.of(scenarios);
    }

    @Override
    public final About about() {
        return about;
    }

    @Override
    public Program program(Scenario scenario) {
        return machine -> world.apply(kernel(machine, Faults.NONE)).run();
    }

    @Override
    public boolean mounts(Mount.Type type) {
        return type == Mount.Type.OWN;
    }

    @Override
    public boolean runs(Scenario scenario) {
        return mounts(scenario.mount().type()) && scenarios.contains(scenario.id());
    }

    @Override
    public EndIo endIo() {
        return EndIo.ANSWERS;
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        throw new UnsupportedOperationException(id() + " has a world of its own, without a core");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        throw new UnsupportedOperationException(id() + " has a world of its own, without ext4");
    }
}

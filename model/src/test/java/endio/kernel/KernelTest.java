// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.event.ContextKind;
import endio.event.LogEvent;
import endio.event.ObjectId;
import endio.machine.KernelBug;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a kernel gives besides primitives: objects with a life, warnings and crashes. */
class KernelTest {
    private final OneProcessor machine = new OneProcessor();
    private final Kernel kernel = new Kernel(machine, Faults.NONE);

    @Test
    void itKnowsItsMachineAndItsFaults() {
        assertThat(kernel.machine()).isSameAs(machine);
        assertThat(kernel.faults()).isSameAs(Faults.NONE);
        assertThat(Faults.NONE.happens(machine, "alloc dio")).isFalse();
        assertThat(kernel.context()).isEqualTo(machine.current());
    }

    @Test
    void aSlabNumbersItsObjectsAndTellsOfTheirLife() {
        Slab slab = kernel.slab("dio");
        ObjectId first = slab.alloc(3);
        assertThat(first).isEqualTo(new ObjectId("dio", 0));
        assertThat(slab.alloc(-1)).isEqualTo(new ObjectId("dio", 1));
        slab.free(new ObjectId("dio", 0));
        assertThat(machine.steps()).containsExactly("MightSleep[what=alloc dio]", "Alloc[object=dio#0, req=3]",
                "MightSleep[what=alloc dio]", "Alloc[object=dio#1, req=-1]", "Free[object=dio#0]");
    }

    @Test
    void anAllocationThatFailsGivesNullAndNoObject() {
        Slab slab = new Kernel(machine, (m, what) -> what.equals("alloc io_end")).slab("io_end");
        assertThat(slab.alloc(3)).isNull();
        assertThat(machine.steps()).containsExactly("MightSleep[what=alloc io_end]");
    }

    @Test
    void aThreadThatIsEqualToOthersIsAThreadWhereAMachineMakesNothingOfThat() {
        List<String> ran = new ArrayList<>();
        machine.spawn(ContextKind.IRQ, "irq/bio0", "bio", null, () -> ran.add(kernel.current().name()));
        machine.rest();
        assertThat(ran).containsExactly("irq/bio0");
    }

    @Test
    void aKernelsEqualThreadHasATaskOfItsOwn() {
        List<String> ran = new ArrayList<>();
        kernel.spawn(ContextKind.IRQ, "irq/bio0", "bio", machine.number("bio"), () -> ran.add(kernel.current().name()));
        machine.rest();
        assertThat(ran).containsExactly("irq/bio0");
    }

    @Test
    void eventsAndSleepsAreTold() {
        kernel.say(new LogEvent.Log("hello"));
        kernel.mightSleep("a lock");
        assertThat(machine.steps()).containsExactly("Log[what=hello]", "MightSleep[what=a lock]");
    }

    @Test
    void aWarningIsLoggedAndABugCrashesIfItIsTrue() {
        kernel.warnOn(false, "list_empty");
        kernel.bugOn(false, "list_empty");
        assertThat(machine.steps()).isEmpty();
        kernel.warnOn(true, "list_empty");
        assertThat(machine.steps()).containsExactly("WarnOn[what=list_empty]");
        assertThatThrownBy(() -> kernel.bugOn(true, "list_empty")).isInstanceOf(KernelBug.class).hasMessage("list_empty");
    }

    @Test
    void aNullPointerCrashesWhereItIsFollowed() {
        assertThat(kernel.follow("bio", "bio", "dio_bio_submit")).isEqualTo("bio");
        assertThatThrownBy(() -> kernel.follow(null, "bio", "dio_bio_submit")).isInstanceOf(KernelBug.class)
                .hasMessage("null pointer: bio in dio_bio_submit");
    }
}

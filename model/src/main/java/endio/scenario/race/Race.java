// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.machine.Machine;
import endio.machine.Program;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A race over the code of one generation, or over that code with one thing broken.
 *
 * @param family what is raced for: {@code last-bio}
 * @param variant the generation, or what is broken: {@code V3_12}, {@code drop-outside-lock}
 * @param title one line for people, the same for a family
 * @param base the variant that this one breaks; empty if nothing is broken
 * @param fault what is broken, a sentence; empty if nothing is
 * @param kernel makes the kernel
 * @param scene sets the stage
 * @param notes outcomes that are right and worth a sentence all the same
 * @param beyond outcomes that memory may have in store that keeps the declared order and no more, but that no
 *     interleaving of whole steps has; each with a sentence
 */
public record Race(String family, String variant, String title, String base, String fault,
        BiFunction<Machine, Faults, Kernel> kernel, Consumer<Stage> scene, SortedMap<String, String> notes,
        SortedMap<String, String> beyond) {
    static final int MOST_PARTS = 7;

    public Race {
        notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
        beyond = Collections.unmodifiableSortedMap(new TreeMap<>(beyond));
    }

    /** A race over a generation as it is. */
    static Race of(String family, String variant, String title, Consumer<Stage> scene) {
        return new Race(family, variant, title, "", "", Kernel::new, scene, new TreeMap<>(), new TreeMap<>());
    }

    /** The same family with {@code fault} in it. */
    Race broken(String name, String sentence, Consumer<Stage> brokenScene) {
        return new Race(family, name, title, variant, sentence, kernel, brokenScene, new TreeMap<>(), new TreeMap<>());
    }

    /** The same in a kernel of its own. */
    Race in(BiFunction<Machine, Faults, Kernel> other) {
        return new Race(family, variant, title, base, fault, other, scene, notes, beyond);
    }

    /** Says something of an outcome that is right. */
    Race note(String outcome, String sentence) {
        SortedMap<String, String> more = new TreeMap<>(notes);
        more.put(outcome, sentence);
        return new Race(family, variant, title, base, fault, kernel, scene, more, beyond);
    }

    /** Says that memory may have this outcome, although interleavings do not. */
    Race beyond(String outcome, String sentence) {
        return new Race(family, variant, title, base, fault, kernel, scene, notes,
                new TreeMap<>(merged(beyond, outcome, sentence)));
    }

    private static Map<String, String> merged(Map<String, String> old, String outcome, String sentence) {
        Map<String, String> more = new TreeMap<>(old);
        more.put(outcome, sentence);
        return more;
    }

    /** Family and variant: {@code last-bio@V3_12}. */
    public String id() {
        return family + "@" + variant;
    }

    /** Whether something is broken on purpose. */
    public boolean isBroken() {
        return !base.isEmpty();
    }

    /** Sets the stage on {@code machine}. */
    public Stage stage(Machine machine) {
        return new Stage(machine, kernel, scene);
    }

    /** The race for an engine that spawns threads itself; its outcome is {@link Stage#outcome}. */
    public Program program() {
        return machine -> {
            Stage stage = stage(machine);
            for (int i = 0; i < stage.parts(); i++) {
                int part = i;
                machine.spawn(stage.kind(i), stage.name(i), () -> stage.play(part));
            }
            machine.atEnd(() -> machine.outcome(stage.outcome()));
        };
    }
}

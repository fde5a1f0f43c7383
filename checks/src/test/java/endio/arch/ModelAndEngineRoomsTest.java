// SPDX-License-Identifier: GPL-2.0-or-later
package endio.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of model and checks, and the arrows between them. */
class ModelAndEngineRoomsTest {
    /** Each room, and those that it may import besides itself. A room that is not here may not exist. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("event", Set.of()),
            Map.entry("machine", Set.of("event")),
            Map.entry("kernel", Set.of("machine", "event")),
            Map.entry("vfs", Set.of("kernel", "event", "machine")),
            Map.entry("directio", Set.of("kernel", "machine", "event", "vfs")),
            Map.entry("iomap", Set.of("kernel", "machine", "event", "vfs")),
            Map.entry("blkdev", Set.of("kernel", "machine", "event", "vfs", "iomap")),
            Map.entry("fs", Set.of("kernel", "machine", "event", "vfs", "directio", "iomap")),
            Map.entry("property", Set.of("event")),
            Map.entry("threads", Set.of("machine", "event")),
            Map.entry("scenario", Set.of("kernel", "machine", "event", "vfs", "directio", "iomap", "blkdev", "fs",
                    "property")),
            Map.entry("fiber", Set.of()),
            Map.entry("explore", Set.of("machine", "event", "property", "fiber")),
            Map.entry("bench", Set.of("machine", "event", "property", "scenario", "explore", "fiber")),
            Map.entry("conform", Set.of("kernel", "machine", "event", "vfs", "directio", "iomap", "fs", "scenario", "fiber")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("endio");

    static Set<String> rooms() {
        return new TreeSet<>(MAY_IMPORT.keySet());
    }

    private static String room(JavaClass c) {
        String[] parts = c.getPackageName().split("\\.");
        return parts.length < 2 ? "" : parts[1];
    }

    private static DescribedPredicate<JavaClass> in(Set<String> rooms) {
        return DescribedPredicate.describe("in a room that it may not import",
                c -> c.getPackageName().startsWith("endio.") && rooms.contains(room(c)));
    }

    private static ArchRule arrowsOf(String room) {
        Set<String> forbidden = new TreeSet<>(MAY_IMPORT.keySet());
        forbidden.remove(room);
        forbidden.removeAll(MAY_IMPORT.get(room));
        return noClasses().that().resideInAPackage("endio." + room + "..").should().dependOnClassesThat(in(forbidden));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_imports_only_what_its_design_allows(String room) {
        arrowsOf(room).check(CLASSES);
    }

    @Test
    void every_room_is_known_and_has_somebody_in_it() {
        Set<String> found = CLASSES.stream().map(ModelAndEngineRoomsTest::room).collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
        assertThat(CLASSES).as("classes scanned").hasSizeGreaterThan(150);
    }

    @Test
    void no_circles() {
        slices().matching("endio.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void a_model_knows_no_thread_lock_clock_or_chance() {
        noClasses().that().resideInAnyPackage("endio.event..", "endio.machine..", "endio.kernel..", "endio.vfs..",
                        "endio.directio..", "endio.iomap..", "endio.blkdev..", "endio.fs..", "endio.property..",
                        "endio.scenario..")
                .should().dependOnClassesThat(DescribedPredicate.describe("threads, clocks and chance",
                        c -> c.getPackageName().startsWith("java.util.concurrent")
                                || c.getPackageName().startsWith("java.time")
                                || c.isAssignableTo(Thread.class)
                                || c.isAssignableTo(ThreadLocal.class)
                                || c.isAssignableTo(Random.class)))
                .check(CLASSES);
    }

    @Test
    void a_property_holds_no_live_object() {
        noClasses().that().resideInAPackage("endio.property..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("endio.machine..", "endio.kernel..", "endio.vfs..", "endio.fs..")
                .check(CLASSES);
    }

    @Test
    void only_an_engine_touches_the_value_of_a_cell() {
        noClasses().that().resideInAnyPackage("endio.kernel..", "endio.vfs..", "endio.directio..", "endio.iomap..",
                        "endio.blkdev..", "endio.fs..", "endio.scenario..")
                .should().accessField(endio.machine.Word.class, "value")
                .orShould().accessField(endio.machine.Ref.class, "value")
                .check(CLASSES);
    }

    @Test
    void nothing_here_prints_exits_or_reads_the_environment() {
        noClasses().should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err")
                .orShould().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
    }

    @Test
    void no_main_code_sees_jcstress_or_lincheck() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("org.openjdk.jcstress..", "org.jetbrains..")
                .check(CLASSES);
    }

    @Test
    void names_tell() {
        classes().should().haveSimpleNameNotContaining("Manager")
                .andShould().haveSimpleNameNotContaining("Helper")
                .andShould().haveSimpleNameNotContaining("Util")
                .andShould().haveSimpleNameNotEndingWith("Impl")
                .check(CLASSES);
    }

    /** A room of this test's own, with an arrow that is not allowed. */
    @Test
    void a_forbidden_arrow_is_seen() {
        JavaClasses withTests = new ClassFileImporter().importPackages("endio.arch");
        ArchRule rule = noClasses().that().resideInAPackage("endio.arch..")
                .should().dependOnClassesThat().resideInAPackage("endio.machine..");
        assertThatThrownBy(() -> rule.check(withTests)).isInstanceOf(AssertionError.class);
    }
}

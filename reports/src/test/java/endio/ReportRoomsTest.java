// SPDX-License-Identifier: GPL-2.0-or-later
package endio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What each room of this module may use. */
class ReportRoomsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("endio.record", "endio.report", "endio.cli");

    @Test
    void theScanSawTheRooms() {
        for (String room : new String[] {"record", "report", "cli"}) {
            assertThat(CLASSES.stream().filter(c -> c.getPackageName().equals("endio." + room))).as(room)
                    .hasSizeGreaterThan(5);
        }
    }

    @Test
    void aRecordKnowsEventsAndJson() {
        classes().that().resideInAPackage("endio.record").should().onlyDependOnClassesThat()
                .resideInAnyPackage("endio.record", "endio.event", "endio.property", "com.fasterxml.jackson..",
                "org.jspecify..", "java..")
                .check(CLASSES);
    }

    @Test
    void aViewKnowsRecordsAlone() {
        classes().that().resideInAPackage("endio.report").should().onlyDependOnClassesThat()
                .resideInAnyPackage("endio.report", "endio.record", "endio.event", "org.jspecify..", "java..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineHasAConsoleAnExitCodeAnEnvironmentAndAClock() {
        noClasses().that().resideOutsideOfPackage("endio.cli").should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err").orShould().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(System.class, "getenv").orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould().callMethod(System.class, "currentTimeMillis").orShould()
                .callMethod(System.class, "nanoTime")
                .orShould().dependOnClassesThat().resideInAnyPackage("java.time..", "java.util.random..")
                .check(CLASSES);
    }

    @Test
    void noViewIsMadeOfHashOrder() {
        noClasses().that().resideInAPackage("endio.report").should()
                .callMethod(System.class, "identityHashCode", Object.class)
                .orShould().dependOnClassesThat().areAssignableTo(java.util.Random.class).check(CLASSES);
    }
}

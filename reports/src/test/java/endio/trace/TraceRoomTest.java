// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The room of recordings knows events, properties and records, and no engine. */
class TraceRoomTest {
    private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("endio.trace");

    @Test
    void knowsNeitherModelNorEngineNorViews() {
        assertThat(classes.size()).isGreaterThan(30);
        noClasses().should().dependOnClassesThat().resideInAnyPackage("endio.explore..", "endio.scenario..",
                "endio.machine..",
                "endio.kernel..", "endio.directio..", "endio.iomap..", "endio.blkdev..", "endio.fs..", "endio.conform..",
                        "endio.report..",
                "endio.cli..").check(classes);
    }

    @Test
    void touchesNoConsoleAndNoClock() {
        noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "in")
                .orShould().callMethod(System.class, "nanoTime").orShould()
                        .callMethod(System.class, "currentTimeMillis").check(classes);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import endio.record.FindingRecord.Function;
import org.junit.jupiter.api.Test;

/** A step's kernel function is the one that the model's own comment names. */
class KernelNamesTest {
    private final KernelNames names = new KernelNames();

    private Function of(String type, String method) {
        return names.of("endio." + type, method, "x.java").orElseThrow();
    }

    @Test
    void aCommentNamesTheFunctionItsFileAndItsCommit() {
        Function function = of("directio.V3_12", "dioSetDeferCompletion");
        assertThat(function.name()).isEqualTo("dio_set_defer_completion");
        assertThat(function.file()).isEqualTo("fs/direct-io.c");
        assertThat(function.commit()).startsWith("7b7a8665edd8").doesNotEndWith("^");
    }

    @Test
    void theParentOfACommitIsNotThatCommit() {
        assertThat(of("fs.ext4.PageIo", "endIo").commit()).isEqualTo("7b7a8665edd8^");
        assertThat(of("fs.ext4.PageIo", "endIo").file()).isEqualTo("fs/ext4/page-io.c");
    }

    @Test
    void aMethodWithoutACommentIsTheOneThatItOverrides() {
        assertThat(names.of("endio.cli.KernelNamesTest$Patch", "dioSetDeferCompletion", "x.java")).get()
                .extracting(Function::name, Function::method)
                .containsExactly("dio_set_defer_completion", "KernelNamesTest.Patch.dioSetDeferCompletion");
    }

    @Test
    void aCallOfAFunctionIsNotThatFunction() {
        // Its comment begins with {@code atomic_dec_and_test(&io_end->count)}.
        assertThat(names.of("endio.fs.ext4.PageIo", "decAndTestCount", "x.java")).isEmpty();
    }

    @Test
    void whatIsNotOfTheKernelHasNoKernelFunction() {
        assertThat(names.of("endio.scenario.World", "act", "x.java")).isEmpty();
        assertThat(names.of("java.lang.String", "strip", "x.java")).isEmpty();
        assertThat(names.of("Nowhere", "run", "x.java")).isEmpty();
    }

    /** Somebody's patch, of which the program has no source. */
    static class Patch extends endio.directio.V3_12 {
        Patch(endio.kernel.Kernel kernel) {
            super(kernel);
        }
    }
}

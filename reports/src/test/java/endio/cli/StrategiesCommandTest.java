// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import endio.record.Records;
import endio.record.StrategyRecord;
import endio.record.StrategyRecord.Row;
import endio.record.StrategyRecord.Try;
import endio.record.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon strategies find bugs: a file, a table, and room for another engine. */
class StrategiesCommandTest {
    @TempDir
    Path temp;

    private final Shell shell = new Shell();

    @Test
    void writesAFileAndATableWithAnotherEnginesRows() throws Exception {
        Path lincheck = temp.resolve("lincheck.json");
        Files.writeString(lincheck, Records.write(new StrategyRecord(StrategyRecord.SCHEMA, new Tool("endio", "test"), "", 1, 1,
                List.of(new Row("B24", "S12", "x@y", "lincheck", List.of(new Try(1, true, 700, 9000), new Try(2, false, 5000, 80000)))))));
        Path file = temp.resolve("strategies.json");
        assertThat(shell.run("strategies", "B24", "B41", "--seeds", "2", "-o", file.toString(), "--with", lincheck.toString()))
                .as(shell.err()).isZero();
        StrategyRecord record = Records.readStrategies(file);
        assertThat(record.rows()).extracting(Row::strategy)
                .containsExactly("explorer", "pct", "pos", "uniform", "random", "explorer", "pct", "pos", "uniform", "random", "lincheck");
        assertThat(record.rows()).filteredOn(r -> !r.strategy().equals("lincheck"))
                .allSatisfy(r -> assertThat(r.found()).isEqualTo(r.tries().size()));
        assertThat(shell.out()).contains("explorer", "lincheck", "B24", "700 9.0 ms 1/2", "B41", "2 of 2");
        assertThat(Records.write(record)).isEqualTo(Files.readString(file));
    }

    /** One execution is too few for most bugs: that is told, and is not the explorer's fault. */
    @Test
    void whatAStrategyDoesNotFindIsTold() {
        assertThat(shell.run("strategies", "B40", "B11", "--seeds", "3", "--runs", "1")).isZero();
        assertThat(shell.out()).containsPattern("not found 0/3|seldom [12]/3");
    }

    @Test
    void anUnknownBugIsNothingSelected() {
        assertThat(shell.run("strategies", "B99")).isEqualTo(ExitCode.NOTHING.number());
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.jmh;

import endio.event.ContextKind;
import endio.event.LogEvent;
import endio.event.ObjectId;
import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;
import endio.property.Properties;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One operation of one thread, in an execution of {@value #OPERATIONS} of them that no other thread disturbs: what is left is what
 * the machine records and whom it tells. With two threads, each operation is one switch and one race.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OperationBenchmark {
    private static final int OPERATIONS = 1000;
    private static final ObjectId MEMORY = new ObjectId("memory", 0);

    /** Each is done in pairs: one, and what undoes it. */
    @Param({"LOAD", "STORE", "ADD", "ADD_RETURN", "CMPXCHG", "LOCK", "DOWN_READ"})
    String operation = "LOAD";

    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public Exploration operations() {
        return Explorer.explore(pairs(Op.valueOf(operation)), ExploreOptions.DEFAULT);
    }

    /** The same, with an event after each that properties hear of. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public Exploration operationsWithEventsThatAreJudged() {
        Program program = machine -> {
            Word word = machine.word(MEMORY, "word", 0);
            machine.spawn(ContextKind.TASK, "task", () -> {
                for (int i = 0; i < OPERATIONS / 2; i++) {
                    pair(machine, Op.valueOf(operation), word);
                    machine.say(new LogEvent.Note("done"));
                }
            });
        };
        return Explorer.explore(program, ExploreOptions.DEFAULT.withProperties(Properties.all()));
    }

    private static Program pairs(Op op) {
        return machine -> {
            Word word = machine.word(MEMORY, "word", 0);
            machine.spawn(ContextKind.TASK, "task", () -> {
                for (int i = 0; i < OPERATIONS / 2; i++) {
                    pair(machine, op, word);
                }
            });
        };
    }

    private static void pair(Machine machine, Op op, Word word) {
        machine.perform(op, word, op == Op.CMPXCHG ? 0 : 1, 1);
        switch (op) {
            case LOCK -> machine.perform(Op.UNLOCK, word, 0, 0);
            case DOWN_READ -> machine.perform(Op.UP_READ, word, 0, 0);
            case CMPXCHG -> machine.perform(op, word, 1, 0);
            case STORE -> machine.perform(op, word, 0, 0);
            case ADD, ADD_RETURN -> machine.perform(op, word, -1, 0);
            default -> machine.perform(op, word, 0, 0);
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds the model against golden lists. */
public final class Conform {

    /**
     * How one line went.
     *
     * @param id of the scenario
     * @param kernel version of the code
     * @param level the highest level at which the model is equal, 0 to 3
     * @param equal whether that is the level that was asked for, or more
     * @param difference what keeps it from level 3, or null
     */
    public record Result(String file, int line, String id, String kernel, int level, boolean equal,
            Comparison.@Nullable Difference difference) {}

    private final List<Suite> suites;

    /**
     * @param suites the first one that takes a line runs it
     */
    public Conform(List<Suite> suites) {
        this.suites = List.copyOf(suites);
    }

    /**
     * Runs all lines of a file, plain or {@code .gz}.
     *
     * @param level asked for, 1 to 3
     * @throws GoldenError if a line cannot be read or is of a kernel that no suite knows; lines before it were given
     *     to {@code each}
     */
    public void file(Path file, int level, Consumer<Result> each) {
        GoldenFile.read(file, line -> each.accept(line(line, level)));
    }

    /** The same from a stream; {@code name} is for messages and tells whether it is compressed. */
    public void stream(String name, InputStream in, int level, Consumer<Result> each) {
        GoldenFile.read(name, in, line -> each.accept(line(line, level)));
    }

    /**
     * Runs one line.
     *
     * @throws GoldenError if it makes no sense
     */
    public Result line(GoldenLine line, int level) {
        for (Suite suite : suites) {
            if (suite.takes(line)) {
                Comparison comparison = Comparison.of(line, suite.run(line), suite);
                return new Result(line.file(), line.number(), line.id(), line.kernel(), comparison.level(),
                        comparison.level() >= level, comparison.difference());
            }
        }
        throw line.error("no model takes a scenario of this form, kernel '" + line.kernel() + "'");
    }
}

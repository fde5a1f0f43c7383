// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import org.jspecify.annotations.Nullable;

/**
 * A frame of model code, as a debugger would show it.
 *
 * @param line in {@code file}, negative if not known
 */
public record Frame(String className, String method, @Nullable String file, int line) {

    /** Whether code of this class belongs to the model or its user, and not to the engine or the JDK. */
    static boolean ofModel(String className) {
        return !className.startsWith("java.") && !className.startsWith("jdk.") && !className.startsWith("sun.")
                && !className.startsWith("endio.fiber.") && !className.startsWith(Execution.class.getName())
                && !className.equals(Cells.class.getName()) && !className.equals(Whereabouts.class.getName())
                && !className.equals(Scheduler.class.getName()) && !className.equals(Stackless.class.getName());
    }

    @Override
    public String toString() {
        return className.substring(className.lastIndexOf('.') + 1) + "." + method + " (" + file + ":" + line + ")";
    }
}

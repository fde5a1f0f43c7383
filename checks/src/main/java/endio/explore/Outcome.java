// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.KernelBug;
import endio.property.Ending;
import org.jspecify.annotations.Nullable;

/** What one execution ended with: what the program called it, and its first crash. */
final class Outcome {
    private final StringBuilder text = new StringBuilder();
    private boolean crashed;
    private @Nullable String crash;

    void restart() {
        text.setLength(0);
        crashed = false;
        crash = null;
    }

    void add(String part) {
        if (!text.isEmpty()) {
            text.append(", ");
        }
        text.append(part);
    }

    void crashed(KernelBug bug) {
        if (!crashed) {
            crashed = true;
            crash = bug.getMessage();
        }
    }

    boolean crashed() {
        return crashed;
    }

    /** With a mark if it did not end well. */
    String of(Ending end) {
        return switch (end.kind()) {
            case QUIESCENT -> text.toString();
            case STUCK -> text.isEmpty() ? "[stuck]" : "[stuck] " + text;
            case CRASHED -> "[crashed] " + crash;
            case CUT -> "[cut]";
        };
    }
}

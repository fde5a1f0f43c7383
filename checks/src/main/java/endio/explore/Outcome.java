// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.KernelBug;
import endio.property.Ending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one execution ended with: what the program called it, and its crash. What several threads say stands in the order of
 * the threads, and so does which crash is the one that is named: it is no step, and so would be in another order in an equivalent execution.
 */
final class Outcome {
    private final List<Part> parts = new ArrayList<>();
    private @Nullable LogicalThread crashed;
    private @Nullable String crash;

    private record Part(LogicalThread who, boolean atEnd, String text) {
        private static final Comparator<Part> ORDER = Comparator.comparing(Part::atEnd).thenComparing(Part::who);
    }

    void restart() {
        parts.clear();
        crashed = null;
        crash = null;
    }

    void add(LogicalThread who, boolean atEnd, String text) {
        parts.add(new Part(who, atEnd, text));
    }

    void crashed(LogicalThread who, KernelBug bug) {
        if (crashed == null || who.compareTo(crashed) < 0) {
            crashed = who;
            crash = bug.getMessage();
        }
    }

    boolean crashed() {
        return crashed != null;
    }

    /** With a mark if it did not end well. */
    String of(Ending end) {
        return switch (end.kind()) {
            case QUIESCENT -> text();
            case STUCK -> parts.isEmpty() ? "[stuck]" : "[stuck] " + text();
            case CRASHED -> "[crashed] " + crash;
            case CUT -> "[cut]";
        };
    }

    private String text() {
        return switch (parts.size()) {
            case 0 -> "";
            case 1 -> parts.get(0).text;
            default -> parts.stream().sorted(Part.ORDER).map(Part::text).collect(Collectors.joining(", "));
        };
    }
}

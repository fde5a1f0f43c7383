// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.property.Ending.Blocked;
import java.util.List;
import java.util.stream.Collectors;

/** How the explorer says what it found by itself. */
final class Sentences {
    private Sentences() {}

    static String deadlock(List<Blocked> blocked) {
        return "nobody can go on: " + blocked.stream()
                .map(b -> b.who() + " waits in " + b.what() + (b.holder().isEmpty() ? "" : ", held by " + b.holder()))
                .collect(Collectors.joining("; "));
    }
}

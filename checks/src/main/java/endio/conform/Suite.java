// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One family of golden lists, and the part of the model that is held against it. */
public interface Suite {

    /** Whether the line is of this family, whatever its kernel. */
    boolean takes(GoldenLine line);

    /**
     * Runs the scenario of a line.
     *
     * @throws GoldenError if the kernel of the line is none that this suite knows, or the scenario makes no sense
     */
    Observed run(GoldenLine line);

    /** Whether an event belongs to the completion protocol, which level 2 compares. */
    boolean protocol(ObjectNode event);
}

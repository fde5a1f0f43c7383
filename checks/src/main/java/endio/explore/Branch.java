// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A step that is to be tried, and what is to be tried after it: a node of a wakeup tree. Its children are in the order in which
 * they will be tried; a leaf leaves the search free.
 */
final class Branch {
    static final Branch[] NONE = {};

    final int thread;
    /** Of the operation; {@link Path#NO_CELL} for a choice. */
    final int cell;
    /** Of access. */
    final int kind;
    /** What is chosen, or -1. */
    final int choice;
    private Branch[] children = NONE;
    private int count;
    /** So many of its children, the first ones, have been tried or are being tried. */
    int taken;
    /** It is another part of a divided search: see {@link Division}. */
    boolean elsewhere;
    /** Where they are to be taken from, if they are shared. */
    @Nullable Fork fork;

    Branch(int thread, int cell, int kind, int choice) {
        this.thread = thread;
        this.cell = cell;
        this.kind = kind;
        this.choice = choice;
    }

    /** What the path has taken. */
    static Branch taken(Path path, int step) {
        return new Branch(path.thread[step], path.cell[step], path.kind[step], path.choice[step]);
    }

    /** Whether it commutes with an access of another thread. */
    boolean commutes(int otherCell, int otherKind) {
        return cell != otherCell || cell == Path.NO_CELL || Path.commute(kind, otherKind);
    }

    boolean leaf() {
        return count == 0;
    }

    int count() {
        return count;
    }

    Branch child(int index) {
        return children[index];
    }

    /** Adds a child to be tried after those that are there. */
    void add(Branch child) {
        if (count == children.length) {
            children = Arrays.copyOf(children, Math.max(2, 2 * count));
        }
        children[count++] = child;
    }
}

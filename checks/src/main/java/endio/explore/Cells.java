// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.event.ObjectId;
import endio.machine.Cell;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells and the objects of one execution. Cells are kept by id; one that a model kept from another execution is not among them, and is refused. */
final class Cells {
    private @Nullable Cell[] cells = new Cell[64];
    private final Map<String, int[]> numbers = new HashMap<>();
    private int count;

    void clear() {
        Arrays.fill(cells, 0, count, null);
        count = 0;
        numbers.values().forEach(number -> number[0] = 0);
    }

    /** The next object of this type. */
    ObjectId number(String type) {
        return new ObjectId(type, numbers.computeIfAbsent(type, t -> new int[1])[0]++);
    }

    /** A cell of this execution. */
    <C extends Cell> C add(C cell) {
        int id = cell.id();
        if (id >= cells.length) {
            cells = Arrays.copyOf(cells, 2 * id + 1);
        }
        cells[id] = cell;
        count = Math.max(count, id + 1);
        return cell;
    }

    /** The cell of this number, or null if there is none in this execution. */
    @Nullable Cell get(int id) {
        return id < count ? cells[id] : null;
    }

    /**
     * Has {@code cell} been made in this execution?
     *
     * @throws IllegalStateException if not
     */
    void check(Cell cell) {
        if (cell.id() >= count || cells[cell.id()] != cell) {
            throw new IllegalStateException(cell + " is of another execution: nothing may be kept from one to the next");
        }
    }
}

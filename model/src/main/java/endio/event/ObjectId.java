// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/**
 * An object of an execution.
 *
 * @param type the kernel's name of its type, or of its slab: {@code dio}, {@code io_end}, {@code inode}
 * @param number counted from 0 for each type in an execution
 */
public record ObjectId(String type, int number) {
    @Override
    public String toString() {
        return type + "#" + number;
    }
}

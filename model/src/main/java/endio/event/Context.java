// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/**
 * Who does something.
 *
 * @param thread number of the logical thread, stable over the executions of one program
 * @param kind what it runs as at the moment
 * @param name for people: {@code task0}, {@code irq/bio1}, {@code kworker0}
 */
public record Context(int thread, ContextKind kind, String name) {
    @Override
    public String toString() {
        return name;
    }
}

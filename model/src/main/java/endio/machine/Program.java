// SPDX-License-Identifier: GPL-2.0-or-later
package endio.machine;

/**
 * Something to run: builds its world on a machine and spawns its first threads. Booting is not interleaved with anything:
 * threads start when it has returned.
 */
@FunctionalInterface
public interface Program {
    /** Boots this program on {@code machine}; called anew for each execution. */
    void boot(Machine machine);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The one interface that an engine implements, and the memory that it rules over.
 *
 * <p>Model code never touches a thread, a lock or a clock of Java. Whatever two logical threads can both see lives in a
 * {@link endio.machine.Cell}, and every access to a cell is an {@link endio.machine.Op} that the
 * {@link endio.machine.Machine} performs. So the machine is the only place where one thread gives way to another.
 *
 * <p>{@code null} stands for the kernel's {@code NULL} in a {@link endio.machine.Ref}, and nowhere else.
 */
@NullMarked
package endio.machine;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The machine made of real threads, for engines that run the model on hardware or instrument it: the same model code, with
 * the kernel's ordering strengths mapped onto {@link java.lang.invoke.VarHandle}'s.
 */
@NullMarked
package endio.threads;

import org.jspecify.annotations.NullMarked;

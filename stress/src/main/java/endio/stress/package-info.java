// SPDX-License-Identifier: GPL-2.0-or-later
/** The model's races on real threads: JCStress tests of model code over {@link endio.threads.ThreadMachine}. */
package endio.stress;

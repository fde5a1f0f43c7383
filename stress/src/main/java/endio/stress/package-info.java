// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The races of the model on real threads: what runs them within a budget, and what came of it. JCStress is seen here and
 * nowhere else.
 */
package endio.stress;

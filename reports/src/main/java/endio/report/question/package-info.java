// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The questions that the seed commit left open, and how an answer follows from the explorations of a run. No verdict is
 * written down here: where the explorations say otherwise, the answer does.
 */
@NullMarked
package endio.report.question;

import org.jspecify.annotations.NullMarked;

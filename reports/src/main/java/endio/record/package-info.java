// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What is kept of a run: {@code run.json} for the run, {@code finding.json} for each violation, and nothing else. Every
 * view is a function of these; none needs the engine, the model or the machine that they came from.
 *
 * <p>The schemas stand beside this package. A field that has nothing to say holds an empty text, an empty list or -1.
 */
@NullMarked
package endio.record;

import org.jspecify.annotations.NullMarked;

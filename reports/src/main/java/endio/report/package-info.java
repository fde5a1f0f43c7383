// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Views of a record: terminal text, HTML, and what other tools read. Each is a function of the record alone, so the
 * same record gives the same bytes, and any view can be made anew without running anything.
 */
@NullMarked
package endio.report;

import org.jspecify.annotations.NullMarked;

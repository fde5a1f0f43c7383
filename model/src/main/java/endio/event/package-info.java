// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What can be said to have happened: immutable records, named as the kernel and its observers name things.
 *
 * <p>Events are all that a property ever sees. They carry numbers and names, never live objects, so a property that judges
 * a run of the model can judge a recording of a real kernel as well.
 */
@NullMarked
package endio.event;

import org.jspecify.annotations.NullMarked;

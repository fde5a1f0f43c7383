// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What can be said to have happened: immutable records, named as the kernel and its observers name things.
 *
 * <p>Events are all that a property ever sees. They carry numbers and names, never live objects, so a property that judges
 * a run of the model can judge a recording of a real kernel as well.
 *
 * <p>Properties judge by happens-before, so it matters on which side of an operation an event is said. One that tells what
 * an operation did is said right after it and {@linkplain endio.event.Event#ofOperation belongs to it}. Of the others, one that
 * ends something (the end of a work, of a truncation, a conversion) is said before the operation that lets others go on, and
 * one that tells of a wait that is over is said after its operation.
 */
@NullMarked
package endio.event;

import org.jspecify.annotations.NullMarked;

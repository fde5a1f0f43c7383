// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What can be said to have happened: immutable records, named as the kernel and its observers name things.
 *
 * <p>Events are all that a property ever sees. They carry numbers and names, never live objects, so a property that judges
 * a run of the model can judge a recording of a real kernel as well.
 *
 * <p>Properties judge by happens-before, so it matters on which side of its operation an event is said. One that gives
 * something away (an unlock, a count that goes down, the end of a work, a wake-up, blocked readers let in again) is said
 * <em>before</em> the operation that lets others go on, if its fields are known by then; one that tells what was got or seen
 * (a lock taken, a value read, a wait that is over) is said <em>after</em> its operation. What is changed under a lock is said
 * under that lock.
 */
@NullMarked
package endio.event;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-2.0-or-later
/** The JCStress tests of all races, written from what the explorer finds in them. */
package endio.stress.race;

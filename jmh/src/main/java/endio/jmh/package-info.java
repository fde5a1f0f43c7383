// SPDX-License-Identifier: GPL-2.0-or-later
/** What single operations of the explorer's machine cost, measured by JMH; no part of the tests. */
package endio.jmh;

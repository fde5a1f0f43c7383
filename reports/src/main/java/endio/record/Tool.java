// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

/**
 * What wrote a record.
 *
 * @param name {@code endio}
 * @param version of the program
 */
public record Tool(String name, String version) {}

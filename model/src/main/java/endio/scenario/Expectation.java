// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

/**
 * A property that is known to be violated in a scenario, by a generation. Whatever is not expected to be violated has
 * to hold.
 *
 * @param property id of the property: {@code S1}; {@code crash} for a crash of the modelled kernel, {@code deadlock}
 * @param generation id of the generation
 * @param source why, in one sentence
 */
public record Expectation(String property, String generation, String source) {}

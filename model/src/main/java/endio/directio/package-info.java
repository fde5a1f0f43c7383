// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The direct-I/O core of fs/direct-io.c, by generation. A generation is a class that holds what its commit changed,
 * over the one before it; what it overrides is the commit's diff.
 *
 * <table> <caption>Generations, each extending the one above it</caption> <tr><th>class</th><th>kernel</th><th>what
 * it brings</th></tr> <tr><td>{@link endio.directio.V3_11}</td><td>v3.11</td><td>the file system completes the
 * request in end_io</td></tr> <tr><td>{@link endio.directio.V3_12}</td><td>7b7a8665edd8, v3.12</td><td>generic
 * deferred completion</td></tr> <tr><td>{@link endio.directio.V3_12Osync}</td><td>02afc27faec9,
 * v3.12</td><td>O_(D)SYNC in the worker</td></tr> <tr><td>{@link endio.directio.V4_5}</td><td>v3.13 to
 * v4.5</td><td>one walk over all vectors; reads at the end</td></tr> <tr><td>{@link
 * endio.directio.V4_6}</td><td>187372a3b9fa, v4.6</td><td>end_io is always called and may answer</td></tr>
 * <tr><td>{@link endio.directio.V4_15}</td><td>332391a9935d and after, v4.15</td><td>cached pages are
 * dropped</td></tr> <tr><td>{@link endio.directio.V5_3}</td><td>v5.3</td><td>errors survive
 * generic_write_sync</td></tr> </table>
 *
 * <p>Below them, by idea: {@code Bios} (references, lock, waiting, reaping), {@code Walk} (pages and blocks become
 * sections), {@code Sections} (sections become bios).
 */
@NullMarked
package endio.directio;

import org.jspecify.annotations.NullMarked;

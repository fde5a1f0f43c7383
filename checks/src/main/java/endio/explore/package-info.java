// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Runs a program in every order that can matter, once each, and judges every run.
 *
 * <p>{@link endio.explore.Explorer} searches, {@link endio.explore.Replay} runs one {@link endio.explore.Schedule} again and
 * tells it step by step. Inside, four things are kept apart: who may run ({@code Threads}), what blocking means
 * ({@code Waiting}), which choice was made ({@code Strategy}), and whom to tell ({@code Audience}). {@code Execution} is the
 * machine that joins them; it knows no strategy by name.
 */
@NullMarked
package endio.explore;

import org.jspecify.annotations.NullMarked;

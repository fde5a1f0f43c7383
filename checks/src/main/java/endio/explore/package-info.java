// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Runs a program in every order that can matter, once each, and judges every run.
 *
 * <p>{@link endio.explore.Explorer} searches, {@link endio.explore.Replay} runs one {@link endio.explore.Schedule} again and
 * tells it step by step. Inside, four things are kept apart: who may run ({@code Threads}), what blocking means
 * ({@code Waiting}), which choice was made ({@code Strategy}), and whom to tell ({@code Audience}). {@code Execution} is the
 * machine that joins them; it knows no strategy by name.
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li>one run: {@code Execution}, {@code Scheduler}, {@code Threads}, {@code Cells}, {@code Waiting}, {@code Openings},
 *       {@code Log}, {@code Audience}
 *   <li>the optimal search: {@code Search}, {@code Path}, {@code Branches}, {@code Reversal}, {@code WakeupSequence},
 *       {@code Updates} for operations that commute
 *   <li>in parts: {@link endio.explore.Parts}, {@code Frontier}, {@code Worker}, {@code Fork}, {@code SavedSearch},
 *       {@code Division}
 *   <li>what is bounded or random: {@link endio.explore.BoundedExplorer}, {@code PreemptionSearch},
 *       {@link endio.explore.Sampler}, {@code PriorityWalk}, {@code PartialOrderWalk}, {@code UniformWalk}
 *   <li>how much there is: {@code Limits}, {@code Estimator}, {@link endio.explore.Estimate}
 *   <li>a finding in its best order: {@code Findings}, {@code Exemplars}, {@code Concrete}, {@code Orders},
 *       {@link endio.explore.Explainer}, {@code NearestPassing}
 * </ul>
 */
@NullMarked
package endio.explore;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Recordings of real kernels: ftrace text is read into the events that the model says, too, and the same properties
 * judge
 * them.
 *
 * <p>From the line to the verdict: {@link endio.trace.TraceInput} gives lines of bounded length, {@link
 * endio.trace.LineParser} their columns, {@link endio.trace.FtraceReader} binds addresses by life time and tells each
 * request's
 * events, and {@link endio.trace.TraceCheck} lets the properties judge one request after the other, so that a
 * recording of any
 * length takes the memory of the requests in flight.
 */
@NullMarked
package endio.trace;

import org.jspecify.annotations.NullMarked;

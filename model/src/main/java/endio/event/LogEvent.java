// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** What a kernel log would hold. */
public sealed interface LogEvent extends Event {

    /** A line. */
    record Log(String what) implements LogEvent {}

    /** A failed {@code WARN_ON}. */
    record WarnOn(String what) implements LogEvent {}

    /** The kernel has crashed; the execution ends here. */
    record Crash(String what) implements LogEvent {}

    /** An assertion of a user's program failed. */
    record AssertionFailed(String what) implements LogEvent {}

    /** Something worth a line in a user's own program; no property looks at it. */
    record Note(String text) implements LogEvent {}
}

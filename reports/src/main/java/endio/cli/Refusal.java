// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

/** A command cannot be carried out; the message is the one line that its user gets. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ExitCode code;

    Refusal(String line) {
        this(ExitCode.USAGE, line);
    }

    Refusal(ExitCode code, String line) {
        super(line);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}

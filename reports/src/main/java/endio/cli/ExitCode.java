// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

/** What a command says to its shell. */
public enum ExitCode {
    AS_EXPECTED(0, "as expected",
            "all as expected: what should hold held, and what is known to be violated was found violated"),
    NOT_AS_EXPECTED(1, "not as expected",
            "a violation that was not expected, an expected one that a complete search did not find,"
                    + " or two searches that disagree"),
    USAGE(2, "wrong usage", "wrong usage, unreadable input, or nowhere to write to"),
    INCOMPLETE(3, "incomplete", "the budget ended before the search was complete, and --require-complete was given"),
    NOTHING(4, "nothing selected", "nothing was selected, unless --no-tests pass was given"),
    DISAGREEMENT(5, "engines disagree", "real threads saw what the explorer says cannot happen: one of the two is wrong"),
    FAULT(70, "a fault of endio", "a fault of endio itself: please report it together with the record that it kept"),
    INTERRUPTED(130, "interrupted", "interrupted; what was known by then was written first");

    private final int number;
    private final String word;
    private final String sentence;

    ExitCode(int number, String word, String sentence) {
        this.number = number;
        this.word = word;
        this.sentence = sentence;
    }

    /** The number. */
    public int number() {
        return number;
    }

    /** In a few words. */
    public String word() {
        return word;
    }

    /** In a sentence. */
    public String sentence() {
        return sentence;
    }
}

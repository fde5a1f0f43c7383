// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.FindingRecord;

/** A finding as a JUnit class that fails as long as the violation is there. */
public final class RegressionTest {
    private RegressionTest() {}

    /** Source of the class. */
    public static String of(FindingRecord finding) {
        return "// " + Sentences.replay(finding) + "\n";
    }
}

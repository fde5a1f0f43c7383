// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.FindingRecord.Function;
import endio.record.GenerationNote;
import endio.record.PropertyNote;
import endio.property.Property;
import endio.scenario.About;
import endio.scenario.Generation;

/** Notes for a record about what was run and judged. */
final class Notes {
    /** What any execution must not do, whatever the properties. */
    static final PropertyNote CRASH = new PropertyNote("crash", "no crash of the kernel",
            "The modelled kernel follows no null or stale pointer and meets no BUG_ON.", "END_STATE");
    static final PropertyNote DEADLOCK = new PropertyNote("deadlock", "nobody waits for ever",
            "When nobody can go on, nobody waits.", "END_STATE");
    static final PropertyNote ASSERTION = new PropertyNote("assertion", "assertions of the program",
            "Every assertion of the program holds.", "END_STATE");
    static final PropertyNote MODEL_ERROR = new PropertyNote("model-error", "the model runs",
            "Model code throws nothing but a crash of its kernel.", "END_STATE");
    static final PropertyNote NONDETERMINISM = new PropertyNote("nondeterminism", "the model repeats itself",
            "The same choices make the same execution.", "END_STATE");

    private Notes() {}

    static PropertyNote note(Property property) {
        return new PropertyNote(property.id(), property.title(), property.statement(), property.needs().name());
    }

    static GenerationNote note(Generation generation) {
        About about = generation.about();
        return new GenerationNote(about.id(), about.kernel(), about.commit(), about.title(), about.base(),
                about.origin().name());
    }

    /** A method of which no kernel function is known. */
    static Function unknown(String className, String method, String file) {
        String simple = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
        return new Function(simple + "." + method, "", "", simple + "." + method, file);
    }
}

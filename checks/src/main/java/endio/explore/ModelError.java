// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.event.Context;

/**
 * Model code did what no model may: it threw something that is no crash of its kernel, or it did not do the same when it was
 * run the same way. A fault of who wrote the model, never a finding about the kernel.
 */
public class ModelError extends RuntimeException {
    private static final long serialVersionUID = 1;

    ModelError(String message, Throwable cause) {
        super(message, cause);
    }

    static ModelError of(Throwable thrown, Context where) {
        if (thrown instanceof ModelError already) {
            return already;
        }
        String line = "";
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (Frame.ofModel(frame.getClassName())) {
                line = " at " + frame.getClassName() + "." + frame.getMethodName() + " (" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")";
                // What a primitive refuses is the mistake of who used it.
                if (!frame.getClassName().startsWith("endio.kernel.")) {
                    break;
                }
            }
        }
        return new ModelError("the program threw " + thrown.getClass().getName() + line + " in " + where
                + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage()), thrown);
    }
}

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
        return new ModelError("the program threw " + thrown.getClass().getName() + place(thrown.getStackTrace()) + " in " + where
                + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage()), thrown);
    }

    /**
     * {@code  at endio.fs.ext4.Ext4V3_12.endIoDio (Ext4V3_12.java:40), called from patch.MyPatch$1.endIoDio (MyPatch.java:30)}:
     * where in model code, and where in its user's; with a blank before it, and empty if there is none of a model in it. What a
     * primitive refuses is the mistake of who used it.
     */
    static String place(StackTraceElement[] stack) {
        StackTraceElement model = null;
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName();
            if (!Frame.ofModel(name) || model != null && name.startsWith("endio.")) {
                continue;
            }
            if (!name.startsWith("endio.")) {
                return (model == null ? "" : text(" at ", model)) + text(model == null ? " at " : ", called from ", frame);
            }
            if (!name.startsWith("endio.kernel.") && !name.startsWith("endio.machine.")) {
                model = frame;
            }
        }
        return model == null ? "" : text(" at ", model);
    }

    private static String text(String how, StackTraceElement at) {
        return how + at.getClassName() + "." + at.getMethodName() + " (" + at.getFileName() + ":" + at.getLineNumber() + ")";
    }
}

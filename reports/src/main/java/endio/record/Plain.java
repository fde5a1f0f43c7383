// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Other people's messages as part of one line of ours. */
public final class Plain {
    private static final int LONGEST = 300;

    private Plain() {}

    /** {@code text} on one line, without control characters, cut after {@value #LONGEST} characters. */
    public static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** What went wrong with a file, without the file's name. */
    public static String words(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof java.nio.charset.CharacterCodingException) {
            return "not UTF-8";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return line(f.getReason());
        }
        return line(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
}

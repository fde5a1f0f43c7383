// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Lines of a recording, plain or compressed by gzip. No line takes more than {@link #LONGEST} bytes of memory. */
final class TraceInput {
    /** Lines are cut here, and said to be: no event of ftrace is longer. */
    static final int LONGEST = 16_384;
    private static final int GZIP_MAGIC_0 = 0x1f;
    private static final int GZIP_MAGIC_1 = 0x8b;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] line = new byte[LONGEST];
    private int filled;
    private int next;
    private boolean tooLong;
    private boolean binary;
    private boolean lastWasWhole = true;

    TraceInput(InputStream raw) throws IOException {
        PushbackInputStream peek = new PushbackInputStream(new BufferedInputStream(raw), 2);
        int a = peek.read();
        int b = a < 0 ? -1 : peek.read();
        if (b >= 0) {
            peek.unread(b);
        }
        if (a >= 0) {
            peek.unread(a);
        }
        in = a == GZIP_MAGIC_0 && b == GZIP_MAGIC_1 ? new GZIPInputStream(peek, BUFFER) : peek;
    }

    /**
     * The next line without its end, or null at the end of the input.
     *
     * @throws IOException also if compressed data is damaged
     */
    @Nullable String next() throws IOException {
        int length = 0;
        tooLong = false;
        binary = false;
        boolean any = false;
        while (true) {
            if (next == filled) {
                try {
                    filled = in.read(buffer, 0, BUFFER);
                } catch (EOFException | ZipException e) {
                    throw new IOException("compressed data is damaged or cut", e);
                }
                next = 0;
                if (filled <= 0) {
                    filled = 0;
                    lastWasWhole &= !any;
                    return any ? text(length) : null;
                }
            }
            byte c = buffer[next++];
            any = true;
            if (c == '\n') {
                return text(length);
            }
            if (c == 0 || c < ' ' && c > 0 && c != '\t' && c != '\r') {
                binary = true;
            }
            if (length < LONGEST) {
                line[length++] = c;
            } else {
                tooLong = true;
            }
        }
    }

    private String text(int length) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** The last line was cut because it is longer than any line of a trace. */
    boolean tooLong() {
        return tooLong;
    }

    /** The last line holds bytes that no text has. */
    boolean binary() {
        return binary;
    }

    /** False if the input ended without a line end. */
    boolean whole() {
        return lastWasWhole;
    }
}

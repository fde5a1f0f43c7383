// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** As much of a class file (Java Virtual Machine Specification, chapter 4) as {@link ModelHash} needs. */
final class ClassFile {
    private static final int UTF8 = 1;
    private static final int CLASS = 7;

    private final byte[] bytes;
    private final String[] utf8;
    private final List<Integer> classNames = new ArrayList<>();
    /** Begin and end of each part that does not count. */
    private final List<int[]> lineNumbers = new ArrayList<>();

    ClassFile(byte[] bytes) {
        this.bytes = bytes;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            this.utf8 = new String[count];
            for (int i = 1; i < count; i++) {
                i += constant(in, i);
            }
            in.skipNBytes(6);
            in.skipNBytes(2L * in.readUnsignedShort());
            for (int members = 0; members < 2; members++) {
                for (int n = in.readUnsignedShort(); n > 0; n--) {
                    in.skipNBytes(6);
                    attributes(in);
                }
            }
            attributes(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a constant; 1 if it takes two places. */
    private int constant(DataInputStream in, int index) throws IOException {
        int tag = in.readUnsignedByte();
        switch (tag) {
            case UTF8 -> utf8[index] = in.readUTF();
            case CLASS -> classNames.add(in.readUnsignedShort());
            case 8, 16, 19, 20 -> in.skipNBytes(2);
            case 15 -> in.skipNBytes(3);
            case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
            case 5, 6 -> {
                in.skipNBytes(8);
                return 1;
            }
            default -> throw new IOException("constant of kind " + tag);
        }
        return 0;
    }

    private void attributes(DataInputStream in) throws IOException {
        for (int n = in.readUnsignedShort(); n > 0; n--) {
            String name = utf8[in.readUnsignedShort()];
            int length = in.readInt();
            if ("Code".equals(name)) {
                in.skipNBytes(4);
                in.skipNBytes(in.readInt());
                in.skipNBytes(8L * in.readUnsignedShort());
                attributes(in);
            } else {
                if ("LineNumberTable".equals(name)) {
                    int begin = bytes.length - in.available();
                    lineNumbers.add(new int[] {begin - 4, begin + length});
                }
                in.skipNBytes(length);
            }
        }
    }

    /** Names of all classes that it names, as in {@code java/lang/Object}; arrays are left out. */
    List<String> classes() {
        return classNames.stream().map(index -> utf8[index]).filter(name -> !name.startsWith("[")).toList();
    }

    /** Digest of all that counts. */
    byte[] digest(MessageDigest digest) {
        int at = 0;
        for (int[] skipped : lineNumbers) {
            digest.update(bytes, at, skipped[0] - at);
            at = skipped[1];
        }
        digest.update(bytes, at, bytes.length - at);
        return digest.digest();
    }
}

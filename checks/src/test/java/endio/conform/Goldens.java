// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The copies of the golden lists that the tests use. */
public final class Goldens {
    private Goldens() {}

    /** All lines of {@code name}, such as {@code v5.3} or {@code ext4/v5.3}. */
    public static void read(String name, Consumer<GoldenLine> each) {
        String resource = "/conform/" + name + ".jsonl.gz";
        try (InputStream in = Goldens.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            GoldenFile.read(resource, in, each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line of one scenario. */
    public static GoldenLine line(String name, String id) {
        List<GoldenLine> found = new ArrayList<>();
        read(name, line -> {
            if (line.id().equals(id)) {
                found.add(line);
            }
        });
        return found.get(0);
    }
}

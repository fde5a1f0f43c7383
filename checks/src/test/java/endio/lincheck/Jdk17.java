// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A JDK 17, where Lincheck is known to see: on newer ones it passes plain-field races that it does not look at. */
final class Jdk17 {
    private Jdk17() {}

    /**
     * Its {@code java}, if one is installed where they usually are, beside the one in use, or in {@code
     * JAVA_HOME_17_X64}.
     */
    static Optional<Path> java() {
        Path home = Path.of(System.getProperty("java.home"));
        List<Path> places = new ArrayList<>(List.of(home));
        for (String variable : new String[] {"JAVA_HOME_17_X64", "JAVA_HOME"}) {
            String value = System.getenv(variable);
            if (value != null && !value.isEmpty()) {
                places.add(Path.of(value));
            }
        }
        for (Path parent : List.of(home.resolve(".."), Path.of("/usr/lib/jvm"), Path.of("/opt/java"))) {
            try (Stream<Path> children = Files.list(parent)) {
                children.sorted().forEach(places::add);
            } catch (IOException e) {
                // Not one of the usual places here.
            }
        }
        return places.stream().filter(Jdk17::is17).map(p -> p.resolve("bin/java")).filter(Files::isExecutable).findFirst();
    }

    private static boolean is17(Path home) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"17");
        } catch (IOException e) {
            return false;
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newest JDK with continuations is found, and nothing else is taken for one. */
class NewerJdkTest {
    @TempDir
    Path temp;

    private Path jdk(String name, String release) throws IOException {
        Path home = Files.createDirectories(temp.resolve(name));
        Files.createDirectories(home.resolve("bin"));
        assertThat(Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), release);
        return home;
    }

    @Test
    void theNewestIsNamed() throws IOException {
        Path old = jdk("a", "JAVA_VERSION=\"17.0.15\"\n");
        Path good = jdk("b", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.3\"\n");
        Path lesser = jdk("c", "JAVA_VERSION=\"21\"\n");
        Path broken = jdk("d", "JAVA_VERSION=\"many\"\n");
        Path huge = jdk("e", "JAVA_VERSION=\"99999999999\"\n");
        assertThat(NewerJdk.newest(List.of(old, good, lesser, broken, huge, temp.resolve("none")))).contains(good);
        assertThat(NewerJdk.newest(List.of(old, broken))).isEmpty();
    }
}

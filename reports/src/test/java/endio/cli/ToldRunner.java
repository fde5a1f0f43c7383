// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A stress runner that runs nothing: its results are what is in the file beside its jar. */
public final class ToldRunner {
    private ToldRunner() {}

    /** Makes the jar, which says that it saw {@code record}. */
    static Path jar(Path folder, String record) throws IOException {
        Files.writeString(folder.resolve("told.json"), record);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ToldRunner.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH,
                ToldRunner.class.getProtectionDomain().getCodeSource().getLocation().toString());
        Path jar = folder.resolve("told.jar");
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream made = new JarOutputStream(out, manifest)) {
            made.flush();
        }
        return jar;
    }

    public static void main(String[] args) throws IOException {
        List<String> all = List.of(args);
        Path jar = Path.of(System.getProperty("java.class.path"));
        Files.copy(jar.resolveSibling("told.json"), Path.of(all.get(all.indexOf("--out") + 1)).resolve("stress.json"));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.property.Property;
import endio.record.Plain;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What users bring: on the class path of the process, and in what {@code --classpath} names.
 *
 * @param loader finds both
 * @param properties theirs
 */
record Plugins(ClassLoader loader, List<Property> properties) {

    /**
     * @param classpath folders and jars, separated as on a class path; may be empty
     * @throws Refusal if one of them is not there, or a property cannot be made
     */
    static Plugins of(String classpath) {
        ClassLoader own = Plugins.class.getClassLoader();
        ClassLoader loader = classpath.isEmpty() ? own : new URLClassLoader(urls(classpath), own);
        try {
            List<Property> properties = new ArrayList<>();
            ServiceLoader.load(Property.class, loader).forEach(properties::add);
            return new Plugins(loader, List.copyOf(properties));
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new Refusal("a property cannot be loaded: " + Plain.line(String.valueOf(e.getMessage())));
        }
    }

    /** The one with this id or title. */
    Optional<Property> find(String id) {
        return properties.stream().filter(p -> p.id().equalsIgnoreCase(id) || p.title().equalsIgnoreCase(id)).findFirst();
    }

    private static URL[] urls(String classpath) {
        List<URL> urls = new ArrayList<>();
        for (String part : classpath.split(java.io.File.pathSeparator)) {
            try {
                Path path = Path.of(part);
                if (!Files.isReadable(path)) {
                    throw new Refusal("--classpath: '" + Plain.line(part) + "' is not there, or cannot be read");
                }
                urls.add(path.toUri().toURL());
            } catch (InvalidPathException | MalformedURLException e) {
                throw new Refusal("--classpath: '" + Plain.line(part) + "' is no path");
            }
        }
        return urls.toArray(new URL[0]);
    }
}

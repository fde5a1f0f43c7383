// SPDX-License-Identifier: GPL-2.0-or-later
package endio.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One change that PIT made to a class, and whether a test saw it.
 *
 * @param place where and what, without numbers of lines, which change with every edit
 * @param detected whether a test failed, or ran out of time
 */
record Mutation(Place place, boolean detected) {

    /**
     * A place that survives edits elsewhere in the file.
     *
     * @param method class and method; a lambda counts as the method that it stands in
     * @param line text of the source line
     * @param change what was changed, in PIT's words; where it can change the same line in the same way several times,
     *     {@code (2 of 3)} follows
     */
    record Place(String method, String line, String change) {}

    private record At(String method, String file, int line, int index, String change, boolean detected) {
        String same() {
            return file + ":" + line + " " + change;
        }
    }

    /** Reads PIT's report in XML; {@code sources} is the folder in which the packages are. */
    static List<Mutation> read(Path xml, Path sources) throws IOException {
        List<At> all = new ArrayList<>();
        NodeList nodes = parse(xml).getElementsByTagName("mutation");
        for (int n = 0; n < nodes.getLength(); n++) {
            all.add(at((Element) nodes.item(n)));
        }
        all.sort(Comparator.comparing(At::file).thenComparingInt(At::line).thenComparing(At::method).thenComparingInt(At::index));
        Map<String, Integer> total = new HashMap<>();
        all.forEach(at -> total.merge(at.same(), 1, Integer::sum));
        Map<String, Integer> seen = new HashMap<>();
        Map<String, List<String>> texts = new HashMap<>();
        List<Mutation> mutations = new ArrayList<>();
        for (At at : all) {
            if (!texts.containsKey(at.file())) {
                texts.put(at.file(), Files.readAllLines(sources.resolve(at.file())));
            }
            int nth = seen.merge(at.same(), 1, Integer::sum);
            int of = total.get(at.same());
            String change = of == 1 ? at.change() : at.change() + " (" + nth + " of " + of + ")";
            String line = texts.get(at.file()).get(at.line() - 1).strip();
            mutations.add(new Mutation(new Place(at.method(), line, change), at.detected()));
        }
        return mutations;
    }

    private static Element parse(Path xml) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(xml + " is no report of PIT", e);
        }
    }

    private static At at(Element mutation) {
        String type = text(mutation, "mutatedClass");
        String method = text(mutation, "mutatedMethod").replaceAll("^lambda\\$(.*)\\$\\d+$", "$1");
        String file = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/') + text(mutation, "sourceFile");
        String change = text(mutation, "description").replaceAll("lambda\\$(\\w+)\\$\\d+", "$1");
        return new At(type + "." + method, file, Integer.parseInt(text(mutation, "lineNumber")),
                Integer.parseInt(text(mutation, "index")), change, mutation.getAttribute("detected").equals("true"));
    }

    private static String text(Element mutation, String name) {
        return mutation.getElementsByTagName(name).item(0).getTextContent();
    }
}

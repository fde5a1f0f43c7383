// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.FindingRecord;
import java.util.Locale;

/**
 * A finding as a JUnit class that fails as long as the violation is there. It searches the scenario rather than
 * replaying the execution: a schedule fits one model, and the one in which the bug is mended is another.
 */
public final class RegressionTest {
    private RegressionTest() {}

    /** Name of the class: {@code S1Ext4AioUnwrittenV312Test}. */
    public static String name(FindingRecord finding) {
        StringBuilder name = new StringBuilder();
        for (String word : (finding.property().id() + "-" + finding.scenario().id() + "-" + finding.generation().id())
                .split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return (name.length() == 0 || Character.isDigit(name.charAt(0)) ? "Finding" : "") + name + "Test";
    }

    /** Source of the class. */
    public static String of(FindingRecord finding) {
        boolean property = finding.verdict().kind().equals("property");
        String id = literal(finding.property().id());
        String properties = property ? ".withProperties(List.of(Properties.get(\"" + id + "\")))" : "";
        return """
                // SPDX-License-Identifier: GPL-2.0-or-later

                import static org.junit.jupiter.api.Assertions.assertEquals;
                import static org.junit.jupiter.api.Assertions.assertTrue;

                import endio.explore.Exploration;
                import endio.explore.ExploreOptions;
                import endio.explore.Explorer;
                %simport endio.scenario.Catalogue;
                import endio.scenario.Entry;
                import java.time.Duration;
                import java.util.List;
                import org.junit.jupiter.api.Test;

                /**
                 * %s
                 *
                 * <p>One execution that showed it: {@code endio replay %s}
                 */
                class %s {
                    @Test
                    void isNotViolated() {
                        Entry entry = Catalogue.load().find("%s").get(0);
                        Exploration search = Explorer.explore(entry.program(), ExploreOptions.DEFAULT
                                %s.withMaxSteps(entry.scenario().maxSteps())
                                .withStopAtFirst(true).withBudget(Duration.ofMinutes(5)));
                        assertEquals(List.of(), search.findings().stream().filter(f -> f.property().equals("%s"))
                                .toList());
                        assertTrue(search.complete(), () -> "the search was cut: " + search.verdict());
                    }
                }
                """.formatted(property ? "import endio.property.Properties;\n" : "",
                comment(finding.verdict().sentence()),
                comment(finding.replay().line()), name(finding),
                literal(finding.scenario().id() + "@" + finding.generation().id()),
                properties, id);
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else {
                literal.append(c >= 32 && c < 127 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
            }
        }
        return literal.toString();
    }

    /** Text that cannot end the comment that it stands in. */
    private static String comment(String text) {
        return Html.text(text).replace("*/", "*&#47;").replace("\\", "&#92;").replace("@", "&#64;")
                .replaceAll("\\s+", " ").strip();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.scenario.About;
import endio.scenario.Actor;
import endio.scenario.Catalogue;
import endio.scenario.CrossScenarios;
import endio.scenario.Entry;
import endio.scenario.Generation;
import endio.scenario.Mount;
import endio.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which file system meets whom in which generation, counted, and what is left to be asked for by name. */
class CrossTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Set<String> FULL = CATALOGUE.full().stream().map(Entry::id).collect(Collectors.toSet());

    private static List<Generation> kernels(Mount.Type type) {
        return CATALOGUE.generations().stream()
                .filter(g -> g.about().origin() == About.Origin.GENERATION && g.mounts(type)).toList();
    }

    /** Coordinates that the full catalogue lacks, by file system and size: {@code ext4 2x3} and how many. */
    private static Map<String, Integer> missing() {
        Map<String, Integer> missing = new TreeMap<>();
        for (Mount.Type type : CrossScenarios.TYPES) {
            for (int requests = 1; requests <= CrossScenarios.REQUESTS; requests++) {
                for (int bios = 1; bios <= CrossScenarios.BIOS; bios++) {
                    for (String other : CrossScenarios.others(type).keySet()) {
                        String id = CrossScenarios.id(type, requests, bios, other);
                        Scenario scenario = CATALOGUE.scenario(id).orElseThrow();
                        long lacks = kernels(type).stream()
                                .filter(g -> g.runs(scenario) && !FULL.contains(id + "@" + g.id())).count();
                        missing.merge(type + " " + requests + "x" + bios, (int) lacks, Integer::sum);
                    }
                }
            }
        }
        missing.values().removeIf(n -> n == 0);
        return missing;
    }

    /**
     * There are one write of one and two bios, and of three but on iomap, and two of one bio, beside everybody, but on iomap before
     * v7.1 beside those alone who act when they are over. All else can be named.
     */
    @Test
    void whatTheFullCatalogueLacksIsCounted() {
        assertThat(missing()).isEqualTo(Map.ofEntries(
                Map.entry("PLAIN 1x3", 84), Map.entry("EXT4 1x3", 64), Map.entry("XFS 1x3", 96),
                Map.entry("PLAIN 2x1", 35), Map.entry("EXT4 2x1", 27), Map.entry("XFS 2x1", 45),
                Map.entry("PLAIN 2x2", 168), Map.entry("EXT4 2x2", 160), Map.entry("XFS 2x2", 160),
                Map.entry("OCFS2 2x2", 96), Map.entry("BLKDEV 2x2", 106),
                Map.entry("PLAIN 2x3", 180), Map.entry("EXT4 2x3", 170), Map.entry("XFS 2x3", 170),
                Map.entry("OCFS2 2x3", 102), Map.entry("BLKDEV 2x3", 116)));
    }

    @Test
    void allThatIsLackingCanBeNamed() {
        assertThat(CATALOGUE.find("cross-ext4-2x3-truncate@V3_12")).hasSize(1);
        assertThat(CATALOGUE.find("cross-ext4-2x3-truncate")).hasSize(kernels(Mount.Type.EXT4).size());
        assertThat(CATALOGUE.find("truncate")).as("a part of an id means the matrix")
                .noneMatch(e -> e.scenario().family().equals(CrossScenarios.FAMILY));
    }

    /** Each kind of actor that there is acts on each file system that has it. */
    @Test
    void everyKindOfActorIsThere() {
        Set<Class<?>> kinds = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        kinds.addAll(List.of(Actor.class.getPermittedSubclasses()));
        kinds.removeAll(Set.of(Actor.Request.class, Actor.TruncateElsewhere.class, Actor.ReadWithinSize.class));
        CrossScenarios.others(Mount.Type.XFS).values().forEach(other -> other.ifPresent(o -> kinds.remove(o.getClass())));
        assertThat(kinds).as("another node is OCFS2's alone; whoever asks for the size matters where a write changes it").isEmpty();
        assertThat(CATALOGUE.find("ocfs2-aio-truncate-elsewhere")).isNotEmpty();
        assertThat(CATALOGUE.find("xfs-aio-extend-read")).isNotEmpty();
    }

    @Test
    void theMatrixIsPartOfTheFullCatalogue() {
        assertThat(FULL).containsAll(CATALOGUE.matrix().stream().map(Entry::id).toList());
    }

    static Stream<String> sample() {
        return CATALOGUE.full().stream().filter(e -> e.scenario().family().equals(CrossScenarios.FAMILY))
                .map(Entry::id).filter(id -> id.contains("-1x1-")).sorted().toList().stream()
                .collect(Collectors.teeing(Collectors.counting(), Collectors.toList(), (n, ids) ->
                        Stream.iterate(0, i -> i < n, i -> i + 7).map(ids::get)));
    }

    /** One in seven of the smallest; {@code endio run --full} explores all of them. */
    @ParameterizedTest
    @MethodSource("sample")
    void isWhatIsKnown(String id) {
        Entry entry = CATALOGUE.find(id).get(0);
        Verdicts verdicts = Verdicts.of(entry);
        assertThat(verdicts.violated()).isEqualTo(Verdicts.expected(entry));
        assertThat(verdicts.asExpected(entry)).isTrue();
    }
}

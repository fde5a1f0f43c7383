// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.kernel.Kernel;
import endio.scenario.About.Origin;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final About OLD = new About("V1", "v1", "c1", "the first", "", Origin.GENERATION, List.of());
    private static final About NEW = new About("V2", "v2", "c2", "the second", "V1", Origin.GENERATION, List.of());
    private static final Scenario WRITE = Scenario.named("aio-write").about("core", "a write")
            .violates("V2", "K1", "S1").build();
    private static final Scenario READ = Scenario.named("aio-read").about("core", "a read").build();

    private final Catalogue catalogue = new Catalogue(List.of(WRITE, READ), List.of(
            new Named(NEW.mutant("no-lock", "takes no lock", "S9", "aio-read")), new Named(NEW), new Named(OLD),
            new Named(NEW.patch("mine", "my patch"))));

    @Test
    void generationsOfTheKernelComeFirstOldestFirst() {
        assertThat(catalogue.generations()).extracting(Generation::id).containsExactly("V1", "V2", "no-lock", "mine");
    }

    @Test
    void theMatrixHasNoMutants() {
        assertThat(catalogue.matrix()).extracting(Entry::id).containsExactly("aio-write@V1", "aio-write@V2",
                "aio-write@mine", "aio-read@V1", "aio-read@V2", "aio-read@mine");
    }

    @Test
    void aMutantIsFoundByItsNameInTheScenarioWhereItShows() {
        assertThat(catalogue.find("no-lock")).extracting(Entry::id).containsExactly("aio-read@no-lock");
        assertThat(catalogue.find("aio-write@no-lock")).extracting(Entry::id).containsExactly("aio-write@no-lock");
    }

    @Test
    void aPatternIsAnIdOrAPartOfItOrHasWildcards() {
        assertThat(catalogue.find("aio-write")).hasSize(3);
        assertThat(catalogue.find("READ@V1")).extracting(Entry::id).containsExactly("aio-read@V1");
        assertThat(catalogue.find("*read@V?")).extracting(Entry::id).containsExactly("aio-read@V1", "aio-read@V2");
        assertThat(catalogue.find("core")).hasSize(6);
        assertThat(catalogue.find("no such thing")).isEmpty();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        assertThat(catalogue.nearest("aio-wirte")).contains("aio-write");
        assertThat(catalogue.nearest("aio-raed@V2")).contains("aio-read@V2");
        assertThat(catalogue.nearest("quite another matter")).isEmpty();
    }

    @Test
    void aPatchIsExpectedToViolateWhatItsBaseViolates() {
        assertThat(expected("aio-write@V1")).isEmpty();
        assertThat(expected("aio-write@V2")).containsExactly("S1");
        assertThat(expected("aio-write@mine")).containsExactly("S1");
        assertThat(expected("aio-read@no-lock")).containsExactly("S9");
    }

    private List<String> expected(String id) {
        return catalogue.find(id).get(0).expected().stream().map(Expectation::property).toList();
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> new Catalogue(List.of(WRITE, WRITE), List.of())).hasMessageContaining("aio-write");
        assertThatThrownBy(() -> of(new Named(OLD), new Named(OLD))).hasMessageContaining("V1");
    }

    @Test
    void namesThatLeadNowhereAreRefused() {
        assertThatThrownBy(() -> of(new Named(NEW))).hasMessageContaining("unknown base: V1");
        assertThatThrownBy(() -> of(new Named(OLD.mutant("m", "", "S1", "nowhere")), new Named(OLD)))
                .hasMessageContaining("nowhere");
    }

    private static Catalogue of(Generation... generations) {
        return new Catalogue(List.of(), List.of(generations));
    }

    @Test
    void allThatTheProjectBringsFitsTogether() {
        Catalogue all = Catalogue.load();
        assertThat(all.scenarios()).isNotEmpty();
        assertThat(all.scenarios()).allSatisfy(scenario -> assertThat(scenario.title()).isNotEmpty());
        assertThat(all.scenarios()).allSatisfy(scenario -> assertThat(scenario.expectations())
                .allSatisfy(e -> assertThat(all.generation(e.generation())).isPresent()));
    }

    private record Named(About about) implements Generation {
        @Override
        public DirectIo directIo(Kernel kernel) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EndIo endIo() {
            return EndIo.IS_TOLD;
        }
    }
}

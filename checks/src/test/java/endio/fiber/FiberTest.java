// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fibers behave the same on continuations, where the JDK has them, and on threads. */
class FiberTest {
    private final List<String> told = new ArrayList<>();

    static Stream<Fibers> kinds() {
        return Fibers.continuationsAvailable() ? Stream.of(Fibers.threads(), Fibers.continuations()) : Stream.of(Fibers.threads());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goesOnWhereItPaused(Fibers fibers) {
        Fiber[] fiber = new Fiber[1];
        fiber[0] = fibers.create(() -> {
            told.add("one");
            fiber[0].pause();
            told.add("two");
        });
        fiber[0].resume();
        told.add("between");
        assertThat(fiber[0].done()).isFalse();
        fiber[0].resume();
        assertThat(told).containsExactly("one", "between", "two");
        assertThat(fiber[0].done()).isTrue();
        assertThatIllegalStateException().isThrownBy(fiber[0]::resume);
        fibers.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void handsOverWithoutComingBack(Fibers fibers) {
        Fiber[] f = new Fiber[2];
        f[0] = fibers.create(() -> {
            told.add("a1");
            f[0].handOver(f[1]);
            told.add("a2");
        });
        f[1] = fibers.create(() -> {
            told.add("b1");
            f[1].endWith(f[0]);
        });
        f[0].resume();
        assertThat(told).containsExactly("a1", "b1", "a2");
        fibers.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void manyTurnsAndManyFibers(Fibers fibers) {
        int n = 20;
        int turns = 50;
        Fiber[] f = new Fiber[n];
        int[] sum = new int[1];
        for (int i = 0; i < n; i++) {
            int me = i;
            f[i] = fibers.create(() -> {
                for (int t = 0; t < turns; t++) {
                    sum[0]++;
                    f[me].handOver(f[(me + 1) % n]);
                }
                sum[0]++;
                f[me].endWith(me + 1 < n ? f[me + 1] : null);
            });
        }
        f[0].resume();
        assertThat(sum[0]).isEqualTo(n * (turns + 1));
        fibers.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFaultOfTheBodyReachesTheResumer(Fibers fibers) {
        Fiber fiber = fibers.create(() -> {
            throw new UnsupportedOperationException("mine");
        });
        assertThatThrownBy(fiber::resume).isInstanceOf(UnsupportedOperationException.class).hasMessage("mine");
        fibers.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDiscardedFiberDoesNotGoOn(Fibers fibers) {
        Fiber[] fiber = new Fiber[1];
        fiber[0] = fibers.create(() -> {
            fiber[0].pause();
            told.add("never");
        });
        fiber[0].resume();
        fiber[0].discard();
        assertThat(told).isEmpty();
        fibers.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void discardedFibersLeaveNoThreads(Fibers fibers) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            Fiber[] fiber = new Fiber[1];
            fiber[0] = fibers.create(() -> fiber[0].pause());
            fiber[0].resume();
            fiber[0].discard();
        }
        assertThat(Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("endio-fiber")).count())
                .as("threads of the pool").isLessThan(50);
        fibers.close();
    }
}

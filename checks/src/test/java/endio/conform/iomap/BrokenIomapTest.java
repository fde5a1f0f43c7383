// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import static org.assertj.core.api.Assertions.assertThat;

import endio.conform.Comparison;
import endio.conform.Conform;
import endio.conform.Goldens;
import endio.iomap.IomapDio;
import endio.iomap.IomapDirectIo;
import endio.iomap.IomapIter;
import endio.iomap.V4_14;
import endio.iomap.V4_15;
import endio.iomap.V5_3;
import endio.iomap.V6_1;
import endio.iomap.V6_11;
import endio.iomap.V7_1;
import endio.kernel.Kernel;
import endio.kernel.Task;
import endio.vfs.Bio;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An engine with a fault in it does not pass for the kernel's: each of these changes one function. */
class BrokenIomapTest {

    @Test
    void theReferenceOfABioMustBeTakenBeforeItIsSubmitted() {
        assertThat(different("v4.15", (kernel, pages) -> new V4_15(kernel, pages) {
            @Override
            protected void iomapDioSubmitBio(IomapDio dio, IomapIter iomi, Bio bio, long pos, boolean zero) {
                bio.biPrivate().store(dio);
                submitBio(dio, iomi, bio, pos);
                get(dio);
            }
        })).contains("inline-async-W-mapped-1-irq", "order-async-W-mapped-1-0-unplug");
    }

    @Test
    void whoLosesTheRaceForTheQueueMustDestroyHis() {
        assertThat(different("v4.15", (kernel, pages) -> new V4_15(kernel, pages) {
            @Override
            protected int sbInitDioDoneWq(SuperBlock sb, int req) {
                sb.sDioDoneWq().cmpxchg(null, kernel.allocWorkqueue("dio", Set.of(), 0, req));
                return 0;
            }
        })).contains("wq-W-mapped-race");
    }

    @Test
    void theFirstErrorMustStay() {
        assertThat(different("v5.3", (kernel, pages) -> new V5_3(kernel, pages) {
            @Override
            protected void iomapDioSetError(IomapDio dio, int error) {
                super.iomapDioSetError(dio, error);
                dio.error.store(error);
            }
        })).isNotEmpty();
    }

    /** B22, 4ea899ead278: the dio may be gone when the submitter asks it whether to wait. */
    @Test
    void theSubmitterMustNotAskADioThatItHasDropped() {
        assertThat(different("v5.3", (kernel, pages) -> new V5_3(kernel, pages) {
            @Override
            protected boolean mustWait(IomapDio dio, IomapIter iomi) {
                return dio.waitForCompletion.load() != 0;
            }
        })).hasSize(9).contains("dropped-async-W-mapped-1-work");
    }

    /** The dio is told too late whether it is waited for: the last bio completes it instead of waking the submitter. */
    @Test
    void theDioMustKnowBeforeTheDropWhetherItIsWaitedFor() {
        assertThat(different("v5.3", (kernel, pages) -> new V5_3(kernel, pages) {
            @Override
            protected boolean isWaitedFor(IomapDio dio) {
                return false;
            }
        })).contains("dropped-sync-W-mapped-1", "order-sync-W-mapped-1-0-wait");
    }

    @Test
    void theWaiterMustBeTakenBeforeItIsWoken() {
        assertThat(different("v5.3", (kernel, pages) -> new V5_3(kernel, pages) {
            @Override
            protected void iomapDioDone(IomapDio dio) {
                if (isWaitedFor(dio)) {
                    Task waiter = Objects.requireNonNull(dio.waiter.load());
                    waiter.wakeUp();
                } else {
                    super.iomapDioDone(dio);
                }
            }
        })).contains("order-sync-W-mapped-1-0-wait");
    }

    @Test
    void aWriteThatIsNotWrittenThroughMustSync() {
        assertThat(different("v5.3", (kernel, pages) -> new V5_3(kernel, pages) {
            @Override
            protected void writeThrough(IomapDio dio, Bio bio, boolean useFua) {
                if (useFua) {
                    bio.setFua();
                }
            }
        })).contains("osync-async-dsync-mapped-wc");
    }

    @Test
    void theSyncMustComeAfterTheCountDropped() {
        assertThat(different("v6.1", (kernel, pages) -> new V6_1(kernel, pages) {
            @Override
            protected long iomapDioComplete(IomapDio dio) {
                long ret = finish(dio);
                if (ret > 0 && dio.has(IomapDio.NEED_SYNC)) {
                    ret = genericWriteSync(dio.iocb, dio.inode, ret);
                }
                dio.inode.dioDone();
                dioFree(dio);
                return ret;
            }
        })).contains("osync-async-dsync-unwritten-wc");
    }

    /** H4: the first version of 332391a9935d invalidated before {@code end_io}. */
    @Test
    void thePageCacheMustBeInvalidatedAfterTheConversion() {
        assertThat(different("v6.1", (kernel, pages) -> new V6_1(kernel, pages) {
            @Override
            protected long finish(IomapDio dio) {
                if (dio.write() && dio.inode.nrpages().load() != 0) {
                    invalidatePost(dio, dio.iocb.kiPos().load(), dio.size.load());
                }
                return super.finish(dio);
            }
        })).contains("cached-async-unwritten");
    }

    @Test
    void anExtendingWriteMustNotBeLeftToItsIssuer() {
        assertThat(different("v6.11", (kernel, pages) -> new V6_11(kernel, pages) {
            @Override
            protected void iomapDioDone(IomapDio dio) {
                if (dio.write() && dio.iocb.has(Kiocb.Flag.DIO_CALLER_COMP)) {
                    dio.set(IomapDio.CALLER_COMP);
                }
                super.iomapDioDone(dio);
            }
        })).contains("extend-async-caller", "caller-W-unwritten");
    }

    @Test
    void aWriteMustNotBeCompletedInTheInterruptBeforeV619() {
        assertThat(different("v6.11", (kernel, pages) -> new V6_11(kernel, pages) {
            @Override
            protected void iomapDioDone(IomapDio dio) {
                dio.set(IomapDio.INLINE_COMP);
                super.iomapDioDone(dio);
            }
        })).contains("order-async-W-unwritten-1-0-after");
    }

    /** ddb4873286e0 taken back: an error is completed where the last bio ends. */
    @Test
    void anErrorMustBeCompletedByAWorker() {
        assertThat(different("v7.1", (kernel, pages) -> new V7_1(kernel, pages) {
            @Override
            protected void iomapDioDone(IomapDio dio) {
                if (!isWaitedFor(dio) && !dio.has(IomapDio.COMP_WORK) && !dio.write()) {
                    iomapDioCompleteWork(dio);
                } else {
                    super.iomapDioDone(dio);
                }
            }
        })).contains("eio-async-R-mapped-1-bio0").doesNotContain("order-async-R-mapped-1-0-after");
    }

    /** S04, 45cec0de6c89 taken back. */
    @Test
    void thePagesMustBeGivenBackBeforeTheReference() {
        assertThat(different("v7.1", (kernel, pages) -> new V7_1(kernel, pages) {
            @Override
            protected void bioEndIo(Bio bio, boolean inlineCompletion) {
                IomapDio dio = dio(bio);
                if (decAndTest(dio)) {
                    iomapDioDone(dio);
                }
                bioRelease(bio, false);
            }
        })).contains("order-async-R-mapped-1-0-after");
    }

    @Test
    void aWriteOfUnwrittenBlocksMustAskForAWorker() {
        assertThat(different("v7.1", (kernel, pages) -> new V7_1(kernel, pages) {
            @Override
            protected void iomapDioDone(IomapDio dio) {
                dio.clear(IomapDio.COMP_WORK);
                super.iomapDioDone(dio);
            }
        })).contains("order-async-W-unwritten-1-0-after").doesNotContain("order-async-W-mapped-1-0-unplug");
    }

    /** Each generation beside another one: what the commits between them changed shows in the lists. */
    @ParameterizedTest
    @CsvSource({"v4.14, V4_15", "v4.15, V4_14", "v5.3, V4_15", "v5.3, V4_14", "v6.1, V5_3", "v6.11, V6_1",
        "v7.1, V6_11", "v6.11, V7_1", "v6.1, V6_11", "v5.3, V6_1", "v7.1-readwq, V7_1"})
    void aGenerationDoesNotPassForAnother(String kernel, String generation) {
        assertThat(different(kernel, generation(generation))).isNotEmpty();
    }

    private static BiFunction<Kernel, UserPages, IomapDirectIo> generation(String name) {
        return switch (name) {
            case "V4_14" -> V4_14::new;
            case "V4_15" -> V4_15::new;
            case "V5_3" -> V5_3::new;
            case "V6_1" -> V6_1::new;
            case "V6_11" -> V6_11::new;
            case "V7_1" -> V7_1::new;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The scenarios of {@code kernel} in which {@code engine} is not equal in all events. */
    private static Set<String> different(String kernel, BiFunction<Kernel, UserPages, IomapDirectIo> engine) {
        Conform conform = new Conform(List.of(new IomapSuite(List.of(new IomapVersion(kernel, engine)))));
        Set<String> different = new TreeSet<>();
        Goldens.read("iomap/" + kernel, line -> {
            if (!conform.line(line, Comparison.ALL).equal()) {
                different.add(line.id());
            }
        });
        return different;
    }
}

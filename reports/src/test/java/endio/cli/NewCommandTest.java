// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project for one's own patch, from {@code endio new} to the first report, and what is said to its author. */
class NewCommandTest {
    private final Shell shell = new Shell();

    @TempDir
    Path temp;

    private Path project;
    private Path classes;
    private int code;

    @BeforeEach
    void project() throws IOException {
        project = temp.resolve("my-patch");
        assertThat(shell.run("new", project.toString())).as(shell.err()).isZero();
        classes = Files.createDirectories(project.resolve("target/classes"));
    }

    private void compile() throws IOException {
        List<String> args = new ArrayList<>(List.of("-proc:none", "-d", classes.toString(), "-cp",
                System.getProperty("java.class.path")));
        try (Stream<Path> sources = Files.walk(project.resolve("src/main/java"))) {
            sources.filter(Files::isRegularFile).map(Path::toString).forEach(args::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(new String[0]))).isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        for (String name : List.of("endio.scenario.Generation", "endio.scenario.Scenarios")) {
            Files.copy(project.resolve("src/main/resources/META-INF/services/" + name), services.resolve(name));
        }
    }

    private int endio(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--classpath", classes.toString(), "-q"));
        return shell.run(all.toArray(new String[0]));
    }

    @Test
    void theStarterMendsWhatItsBaseBreaks() throws IOException {
        compile();
        String out = temp.resolve("out").toString();
        assertThat(endio("explore", "my-patch-write@my-patch", "my-patch-write@V3_12", "--out", out))
                .as(shell.err() + shell.out()).isZero();
        assertThat(shell.out()).contains("2 complete", "1 expected violations found, 0 unexpected, 0");
        assertThat(endio("list", "my-patch-write")).isZero();
        assertThat(shell.out()).contains("@my-patch", "violates S1");
    }

    /** What is said of the patch with {@code statement} at the beginning of its function, which has {@code field}. */
    private String said(String field, String statement) throws IOException {
        Path source = project.resolve("src/main/java/patch/MyPatch.java");
        String begin = "IoEnd ioEnd = (IoEnd) iocb.priv().load();";
        String patch = Files.readString(source);
        assertThat(patch).contains(begin);
        String about = "    @Override\n    public About";
        Files.writeString(source, patch.replace(about, "    " + field + "\n\n" + about)
                .replace(begin, statement + "\n" + begin));
        compile();
        code = endio("explore", "my-patch-write@my-patch", "--out", temp.resolve("out").toString(), "--budget", "20s", "--step-time",
                "1s");
        // What is long goes on in the next line.
        return (shell.out() + shell.err()).replaceAll("\\s+", " ");
    }

    @Test
    void anExceptionInAModelIsItsAuthors() throws IOException {
        assertThat(said("", "Object none = \"none\"; String s = (String) (Object) (Integer) none;"))
                .contains("ClassCastException", "MyPatch.java:").doesNotContain("fault of endio");
    }

    @Test
    void aPrimitiveOfAnotherExecutionIsItsAuthors() throws IOException {
        assertThat(said("private static endio.kernel.Plain kept;",
                "if (kept == null) { kept = kernel().plain(inode.id(), \"kept\", 0); } kept.add(1);"))
                .contains("kept is of another execution", "MyPatch.java:").doesNotContain("fault of endio");
    }

    @Test
    void whatDiffersFromRunToRunIsItsAuthors() throws IOException {
        assertThat(said("private static int runs;", "if (runs++ % 3 == 0) { iocb.priv().load(); }"))
                .contains("hidden nondeterminism at step", "MyPatch.java:").doesNotContain("fault of endio");
    }

    @Test
    void aLoopThatNeverEndsIsCutAndNoPass() throws IOException {
        assertThat(said("", "while (inode.iSize().load() >= 0) { }"))
                .contains("bounded", "MyPatch.java:").doesNotContain("fault of endio", "1 complete");
    }

    /** It never comes back to the search; that it ends at last is for the sake of this test. */
    @Test
    void aLoopThatNeverComesToAStepIsToldWithItsLine() throws IOException {
        assertThat(said("static double spin() { double x = 1; for (int i = 0; i < 400_000_000; i++) { x += Math.sqrt(x + i) / (x + 1); } return x; }",
                "if (spin() + spin() + spin() < 0) { throw new IllegalStateException(); }"))
                .contains("does not come to its next step within 1.0 s", "is busy", "MyPatch.java:")
                .doesNotContain("fault of endio");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void whoWaitsForWhatJavaHasIsToldWithTheLine() throws IOException {
        assertThat(said("static void sleep() { try { Thread.sleep(4000); } catch (InterruptedException e) { throw new RuntimeException(e); } }",
                "sleep();")).contains("waits", "MyPatch.java:").doesNotContain("fault of endio");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void aThreadOfJavasOwnIsItsAuthors() throws IOException {
        assertThat(said("static void run(Runnable r) { Thread t = new Thread(r); t.setUncaughtExceptionHandler((w, e) -> {}); t.start();"
                + " try { t.join(); } catch (InterruptedException e) { throw new RuntimeException(e); } }",
                "run(() -> iocb.priv().load());"))
                .contains("a thread of Java's own", "MyPatch.java:").doesNotContain("fault of endio");
    }

    @Test
    void aWorldThatCannotBeMadeIsItsAuthors() throws IOException {
        assertThat(said("@Override public endio.machine.Program program(endio.scenario.Scenario s) "
                + "{ throw new IllegalStateException(\"no world\"); }", ""))
                .contains("IllegalStateException", "MyPatch.java:").doesNotContain("fault of endio");
    }

    @Test
    void whatIsThereIsNotWrittenOver() {
        assertThat(shell.run("new", project.toString())).isEqualTo(2);
        assertThat(shell.err()).contains("is there already");
    }

    @Test
    void aNameIsOneForAClassAndAnId() {
        assertThat(shell.run("new", temp.resolve("My Patch").toString())).isEqualTo(2);
        assertThat(shell.err()).contains("is no name for a patch");
    }

    @Test
    void aClassPathThatIsNotThereIsRefused() {
        assertThat(shell.run("list", "--classpath", temp.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(shell.err()).contains("nowhere", "is not there");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.TestConfig;

/**
 * Runs many JCStress tests in one process, one after the other, by the runners that JCStress wrote for them. Most of a short
 * test in a process of its own is the start of Java; here the model is compiled by the second test. A process that does not
 * answer is ended, and the next test gets a new one.
 */
final class OneProcess implements Runs {
    /** An answer that comes so much later than it should does not come. */
    private static final long PATIENCE_MILLIS = 30_000;

    private final Configs configs = new Configs();
    private final Path log;
    private @Nullable Process process;

    /**
     * @param log for what the process prints
     */
    OneProcess(Path log) {
        this.log = log;
    }

    @Override
    public Run run(TestInfo test, int iterations, long millis) throws IOException {
        long start = System.nanoTime();
        TestConfig config = configs.of(test, iterations, millis);
        TestResult result = asked(config, iterations * millis + PATIENCE_MILLIS);
        result.setConfig(config);
        return new Run(List.of(result), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private TestResult asked(TestConfig config, long patience) throws IOException {
        Process mine = started();
        CompletableFuture<TestResult> answer = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                DataOutputStream to = new DataOutputStream(mine.getOutputStream());
                new ForkedTestConfig(config).write(to);
                to.flush();
                answer.complete(new TestResult(new DataInputStream(mine.getInputStream())));
            } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }, "answer");
        reader.setDaemon(true);
        reader.start();
        try {
            TestResult result = answer.get(patience, TimeUnit.MILLISECONDS);
            if (result.status() != Status.NORMAL) {
                // What is left running in it would be in the way of the next test.
                close();
            }
            return result;
        } catch (ExecutionException | TimeoutException e) {
            close();
            TestResult none = new TestResult(e instanceof TimeoutException ? Status.TIMEOUT_ERROR : Status.VM_ERROR);
            none.addMessage(e instanceof TimeoutException ? "no answer" : "the process ended");
            return none;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Process started() throws IOException {
        if (process == null || !process.isAlive()) {
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(Configs.JVM_ARGS);
            command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), OneProcess.class.getName()));
            process = new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start();
        }
        return process;
    }

    private static String absolute(String classPath) {
        List<String> parts = new ArrayList<>();
        for (String part : classPath.split(File.pathSeparator)) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, parts);
    }

    @Override
    public long overheadMillis() {
        return 200;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** The other side: runs what it reads on stdin, until that ends, and writes on stdout what it saw. */
    public static void main(String[] args) throws ReflectiveOperationException, IOException {
        InputStream in = System.in;
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        DataInputStream from = new DataInputStream(in);
        DataOutputStream to = new DataOutputStream(new BufferedOutputStream(out));
        try {
            while (true) {
                ForkedTestConfig config = new ForkedTestConfig(from);
                Runner<?> runner = (Runner<?>) Class.forName(config.generatedRunnerName).getConstructor(ForkedTestConfig.class)
                        .newInstance(config);
                runner.run().write(to);
                to.flush();
            }
        } catch (EOFException e) {
            System.exit(0);
        }
    }
}

package io.headgate.operator.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of a long-running command: by a signal, or because it cannot go on. The hook of the JVM only passes the signal on and then waits
 * for the main thread, which closes everything in order; closing from within the hook could wait for ever.
 */
final class Termination implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CompletableFuture<Void> signal = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Termination() {}

    static Termination install() {
        Termination termination = new Termination();
        Runtime.getRuntime().addShutdownHook(new Thread(termination::signalled, "termination"));
        return termination;
    }

    /** Waits for a signal or for the failure, and gives the exit code. */
    int await(CompletableFuture<Void> failure) {
        CompletableFuture.anyOf(signal, failure).join();
        return signal.isDone() ? ExitCode.DONE : ExitCode.FAILURE;
    }

    private void signalled() {
        signal.complete(null);
        try {
            closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

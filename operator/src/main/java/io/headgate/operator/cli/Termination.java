package io.headgate.operator.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of a long-running command: by a signal, or because it cannot go on. The hook of the JVM only passes the signal on and then waits
 * for the main thread, which closes everything in order; closing from within the hook could wait for ever. Whoever sends the signal
 * learns from the exit code whether all was put away.
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
        if (closed.getCount() == 0) {
            return; // The program ends by itself, with an exit code of its own.
        }
        signal.complete(null);
        try {
            boolean inOrder = closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            // Else the JVM would give 128 and the number of the signal, as if it had been killed.
            Runtime.getRuntime().halt(inOrder ? ExitCode.DONE : ExitCode.FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

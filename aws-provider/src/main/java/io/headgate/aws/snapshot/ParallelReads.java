package io.headgate.aws.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes several reads at the same time, a few of them at once: what one takes, all take. */
final class ParallelReads {

    private static final int AT_ONCE = 16;

    private ParallelReads() {}

    /**
     * The answers, in the order of the questions.
     *
     * @throws SdkException that of a read that failed; the others have ended then
     */
    static <Q, A> List<A> of(Collection<Q> questions, Function<Q, A> read) {
        if (questions.size() < 2) {
            return questions.stream().map(read).toList();
        }
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<A>> running = new ArrayList<>();
            for (Q question : questions) {
                running.add(threads.submit(() -> {
                    places.acquire();
                    try {
                        return read.apply(question);
                    } finally {
                        places.release();
                    }
                }));
            }
            return running.stream().map(ParallelReads::answer).toList();
        }
    }

    private static <A> A answer(Future<A> running) {
        try {
            return running.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("stopped while reading", stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SdkException thrown) {
                throw thrown;
            }
            throw new IllegalStateException("a read failed with what is no failure of a call", failed.getCause());
        }
    }
}

package io.headgate.operator.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that is made on another thread while this one goes on. Closing it closes what was made. Safe for use by many threads. */
final class Meanwhile<T> implements AutoCloseable {

    private final CompletableFuture<T> made;
    private final Consumer<T> closing;

    private Meanwhile(CompletableFuture<T> made, Consumer<T> closing) {
        this.made = made;
        this.closing = closing;
    }

    static <T> Meanwhile<T> make(Supplier<T> maker, Consumer<T> closing) {
        return new Meanwhile<>(
                CompletableFuture.supplyAsync(
                        maker, command -> Thread.ofPlatform().name("meanwhile").start(command)),
                closing);
    }

    /** Waits for it; throws what making it threw. */
    T get() {
        try {
            return made.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    @Override
    public void close() {
        made.handle((thing, failed) -> {
                    if (failed == null) {
                        closing.accept(thing);
                    }
                    return null;
                })
                .join();
    }
}

package io.headgate.operator.runtime;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this replica leads: it does not at first, then perhaps, then never again. Safe for use by many threads. */
final class Leadership {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> lost = new CompletableFuture<>();

    void begin() {
        LOG.info("Leading");
        begun.complete(null);
    }

    void end() {
        lost.complete(null);
    }

    /** Runs that once this replica leads, at once if it does already. */
    void onBegin(Runnable action) {
        var _ = begun.thenRun(action);
    }

    CompletableFuture<Void> lost() {
        return lost;
    }
}

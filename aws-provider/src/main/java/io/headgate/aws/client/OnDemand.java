package io.headgate.aws.client;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A client that is made when it is first used: most clusters need few services. Safe for use by many threads. */
final class OnDemand<C extends SdkAutoCloseable> implements AutoCloseable {

    private final Supplier<C> making;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable C client;

    OnDemand(Supplier<C> making) {
        this.making = making;
    }

    C get() {
        lock.lock();
        try {
            C present = client;
            if (present == null) {
                present = making.get();
                client = present;
            }
            return present;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            C present = client;
            if (present != null) {
                present.close();
            }
        } finally {
            lock.unlock();
        }
    }
}

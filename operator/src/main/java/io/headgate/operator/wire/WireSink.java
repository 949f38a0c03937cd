package io.headgate.operator.wire;

import io.headgate.core.cluster.ObjectKey;
import java.util.Set;

/** Who keeps what comes. Called by one thread. */
public interface WireSink<R> {

    /** An object is there as it is now. */
    void put(WireObject<R> object);

    /** An object is gone. */
    void remove(ObjectKey key);

    /** What is there so far. */
    Set<ObjectKey> keys();
}

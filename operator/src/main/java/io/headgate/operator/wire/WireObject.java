package io.headgate.operator.wire;

import io.headgate.core.cluster.ObjectKey;

/**
 * An object as it was sent.
 *
 * @param version its resource version
 * @param value what matters of it
 */
public record WireObject<R>(ObjectKey key, long version, R value) {}

package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;

/** What one Ingress, compiled alone, gives to its group. */
public record Contribution(ObjectKey ingress) {}

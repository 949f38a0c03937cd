package io.headgate.core.target;

import io.headgate.core.cluster.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * A target with what stands behind it in the cluster.
 *
 * @param pod null for instance targets and for addresses without a Pod
 * @param nodeName empty when unknown
 */
public record Endpoint(Target target, @Nullable ObjectKey pod, String nodeName) {}

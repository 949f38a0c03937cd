package io.headgate.core.cluster;

/** Status of a Kubernetes condition. A node that does not say whether it is ready counts as not ready. */
public enum ConditionStatus {
    TRUE,
    FALSE,
    UNKNOWN
}

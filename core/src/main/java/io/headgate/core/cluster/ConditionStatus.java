package io.headgate.core.cluster;

/** Status of a Kubernetes condition; a missing condition counts as unknown. */
public enum ConditionStatus {
    TRUE,
    FALSE,
    UNKNOWN
}

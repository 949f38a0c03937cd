package io.headgate.core.plan;

/** What a step may do to traffic or data. */
public enum Risk {
    /** No request notices. */
    NONE,
    /** A request may be answered by the old or the new configuration for a moment. */
    BLIP,
    /** Something is replaced by another with a new name or address. */
    REPLACEMENT,
    /** Something is removed. */
    DELETION
}

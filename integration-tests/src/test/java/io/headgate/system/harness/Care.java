package io.headgate.system.harness;

/** How long a process takes before it does what it planned. */
public enum Care {
    /** Nothing is waited for. */
    NONE,
    /** Each gate is closed when it is asked first, and when it is asked next; so is each one again after a restart. */
    GATES,
    /** Removals and replacements are approved only after two passes, and again after a restart. */
    APPROVAL
}

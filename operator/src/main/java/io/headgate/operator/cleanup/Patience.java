package io.headgate.operator.cleanup;

/** How long to wait for what goes by itself. */
@FunctionalInterface
public interface Patience {

    /** Waits a while; false if it is enough. */
    boolean again();
}

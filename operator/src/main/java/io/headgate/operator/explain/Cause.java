package io.headgate.operator.explain;

/**
 * Something that is wrong, or that somebody should know.
 *
 * @param what where and why
 * @param remedy what to do; empty when there is nothing to do but wait
 */
record Cause(Weight weight, String what, String remedy) {

    /** Whether requests suffer. */
    enum Weight {
        /** It keeps the Ingress, or part of it, from being served. */
        WRONG,
        /** It passes by itself. */
        WAITING,
        /** The Ingress is served, but perhaps not as meant. */
        NOTEWORTHY
    }
}

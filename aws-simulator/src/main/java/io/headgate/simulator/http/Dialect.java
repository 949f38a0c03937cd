package io.headgate.simulator.http;

/** How a service writes its answers. */
sealed interface Dialect {

    /** XML with {@code member} lists and an {@code ErrorResponse} (ELBv2, STS). */
    record Query(String namespace) implements Dialect {}

    /** XML with {@code item} lists and a {@code Response} of errors (EC2). */
    record Ec2(String namespace) implements Dialect {}

    /** XML over methods and paths; list elements are called as their list, in the singular (Route 53). */
    record RestXml(String namespace) implements Dialect {}

    /** JSON 1.1 with {@code __type} in errors. */
    record Json() implements Dialect {}
}

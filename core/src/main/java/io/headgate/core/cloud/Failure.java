package io.headgate.core.cloud;

/** Why a call to the cloud did not succeed. Every error of an SDK becomes one of these, once, at the border. */
public sealed interface Failure {

    /** The API's own error code. */
    String code();

    /** The API's message. */
    String message();

    /** What was named does not exist. */
    record NotFound(String code, String message) implements Failure {}

    /** Something of that name, port, priority exists already, or changed meanwhile. */
    record Conflict(String code, String message) implements Failure {}

    /** Something else still uses it. */
    record InUse(String code, String message) implements Failure {}

    /** Too many calls. */
    record Throttled(String code, String message) implements Failure {}

    /** The credentials do not allow it. */
    record Denied(String code, String message) implements Failure {}

    /** A limit of the account is reached. */
    record Quota(String code, String message) implements Failure {}

    /** What it needs is there but not ready yet: a load balancer that is being provisioned. Repeating helps. */
    record NotReady(String code, String message) implements Failure {}

    /** The API refuses the request as it is; repeating does not help. */
    record Invalid(String code, String message) implements Failure {}

    /** The service or the network failed; repeating may help. */
    record Transient(String code, String message) implements Failure {}
}

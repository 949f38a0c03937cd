package io.headgate.operator.webhook;

/** Judges or completes objects of one kind. Must answer within seconds, and be safe for use by many threads. */
@FunctionalInterface
interface Reviewer {

    Verdict review(AdmissionRequest request);
}

package io.headgate.core.stack;

/** How a listener names a certificate. */
public sealed interface CertificateRef {

    /** A certificate that exists. */
    record ByArn(String arn) implements CertificateRef {}

    /** A certificate of the same stack that is requested from ACM. */
    record InStack(String resource) implements CertificateRef {}
}

package io.headgate.core.plan;

import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Stack;

/** Calls on certificates (ACM API). */
public sealed interface CertificateStep extends Step {

    record RequestCertificate(Certificate desired) implements CertificateStep {
        @Override
        public String handle() {
            return Placeholder.of("certificate", desired.resource());
        }

        @Override
        public Stack applyTo(Stack observed) {
            return observed.withCertificates(Edits.plus(observed.certificates(), desired.withArn(handle())));
        }
    }

    record DeleteCertificate(String handle) implements CertificateStep {
        @Override
        public Stack applyTo(Stack observed) {
            return observed.withCertificates(
                    Edits.minus(observed.certificates(), certificate -> handle.equals(certificate.arn())));
        }
    }
}

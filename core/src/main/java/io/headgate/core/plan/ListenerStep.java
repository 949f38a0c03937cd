package io.headgate.core.plan;

import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Calls on listeners (ELBv2 API). */
public sealed interface ListenerStep extends Step {

    /** Makes the listener as {@code desired}, with its default certificate alone, without attributes and rules. */
    record CreateListener(String loadBalancer, Listener desired) implements ListenerStep {
        @Override
        public String handle() {
            return Placeholder.of("listener", desired.resource());
        }

        @Override
        public Stack applyTo(Stack observed) {
            Listener made = desired.withArn(handle())
                    .withCertificates(desired.certificates().stream().limit(1).toList())
                    .withAttributes(Map.of())
                    .withRules(List.of());
            return Edits.loadBalancer(
                    observed,
                    loadBalancer,
                    balancer -> balancer.withListeners(Edits.plus(balancer.listeners(), made).stream()
                            .sorted(Comparator.comparingInt(Listener::port))
                            .toList()));
        }
    }

    /** Sets protocol, default certificate, policy, mutual TLS and default actions as {@code desired} has them. */
    record ModifyListener(String handle, Listener desired) implements ListenerStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.listener(
                    observed,
                    handle,
                    listener -> new Listener(
                            listener.resource(),
                            handle,
                            desired.port(),
                            desired.protocol(),
                            reordered(listener.certificates(), desired.certificates()),
                            desired.sslPolicy(),
                            desired.mutualAuthentication() == null
                                    ? listener.mutualAuthentication()
                                    : desired.mutualAuthentication(),
                            listener.attributes(),
                            desired.defaultActions(),
                            listener.tags(),
                            listener.rules()));
        }

        private static List<CertificateRef> reordered(List<CertificateRef> present, List<CertificateRef> desired) {
            if (desired.isEmpty()) {
                return List.of();
            }
            CertificateRef first = desired.getFirst();
            List<CertificateRef> certificates = new ArrayList<>(List.of(first));
            certificates.addAll(Edits.minus(present, first::equals));
            return certificates;
        }
    }

    /** Writes attributes; others stay as they are. */
    record ModifyListenerAttributes(String handle, Map<String, String> attributes) implements ListenerStep {
        public ModifyListenerAttributes {
            attributes = Map.copyOf(attributes);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.listener(
                    observed,
                    handle,
                    listener -> listener.withAttributes(Edits.plus(listener.attributes(), attributes)));
        }
    }

    /** Removes a listener; its rules go with it. */
    record DeleteListener(String handle) implements ListenerStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.listeners(observed, list -> Edits.minus(list, listener -> handle.equals(listener.arn())));
        }
    }

    /** Adds a certificate for SNI; the API takes one a call. */
    record AddListenerCertificates(String handle, CertificateRef certificate) implements ListenerStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.listener(
                    observed,
                    handle,
                    listener -> listener.certificates().contains(certificate)
                            ? listener
                            : listener.withCertificates(Edits.plus(listener.certificates(), certificate)));
        }
    }

    /** Removes a certificate from the SNI list; the API takes one a call. */
    record RemoveListenerCertificates(String handle, CertificateRef certificate) implements ListenerStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.listener(
                    observed,
                    handle,
                    listener -> listener.withCertificates(Edits.minus(listener.certificates(), certificate::equals)));
        }
    }
}

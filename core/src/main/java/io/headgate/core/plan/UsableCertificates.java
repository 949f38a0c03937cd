package io.headgate.core.plan;

import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps from a desired stack what needs certificates that are not issued yet. A listener goes on with the certificates that it has; one
 * that has none is not made yet, or stays as it is. Not for more than one thread.
 */
final class UsableCertificates {

    private final Stack observed;
    private final Set<String> issued = new HashSet<>();

    UsableCertificates(Stack observed) {
        this.observed = observed;
    }

    void add(String resource) {
        issued.add(resource);
    }

    Stack in(Stack desired) {
        return desired.withLoadBalancers(
                desired.loadBalancers().stream().map(this::in).toList());
    }

    private LoadBalancer in(LoadBalancer desired) {
        List<Listener> present = observed.loadBalancers().stream()
                .filter(balancer -> Succession.canBecome(balancer, desired))
                .flatMap(balancer -> balancer.listeners().stream())
                .toList();
        return desired.withListeners(desired.listeners().stream()
                .flatMap(listener -> {
                    Optional<Listener> before = present.stream()
                            .filter(other -> other.port() == listener.port())
                            .findFirst();
                    return in(listener, before).stream();
                })
                .toList());
    }

    private Optional<Listener> in(Listener desired, Optional<Listener> present) {
        List<CertificateRef> usable = Edits.minus(desired.certificates(), this::waits);
        if (usable.size() == desired.certificates().size()) {
            return Optional.of(desired);
        }
        List<CertificateRef> certificates = new ArrayList<>(usable);
        present.map(Listener::certificates).orElse(List.of()).stream()
                .filter(certificate -> !usable.contains(certificate))
                .forEach(certificates::add);
        return certificates.isEmpty() ? present : Optional.of(desired.withCertificates(certificates));
    }

    private boolean waits(CertificateRef certificate) {
        return certificate instanceof CertificateRef.InStack(String resource) && !issued.contains(resource);
    }
}

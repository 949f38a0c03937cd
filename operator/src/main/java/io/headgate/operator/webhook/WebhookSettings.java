package io.headgate.operator.webhook;

import io.headgate.operator.telemetry.BindAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How webhooks are served.
 *
 * @param address where the server listens
 * @param files certificate and key that somebody else renews; null to make and renew them here
 * @param managed names of what is made here; unused with {@code files}
 * @param policy what is injected and refused
 * @param lookAtCertificate how often the certificate is looked at, positive
 */
public record WebhookSettings(
        BindAddress address, @Nullable Files files, Managed managed, Policy policy, Duration lookAtCertificate) {

    /** A certificate chain and its key as PEM. */
    public record Files(Path certificate, Path key) {}

    /**
     * @param namespace of the Secret and of the Service
     * @param name of the Secret, the Service and both webhook configurations
     * @param moreHosts further DNS names and IP addresses by which the API server may reach this process
     */
    public record Managed(String namespace, String name, List<String> moreHosts) {
        public Managed {
            moreHosts = List.copyOf(moreHosts);
        }
    }

    /**
     * @param readinessGates whether pods get gates
     * @param classAnnotation whether new Ingresses may name their class by {@code kubernetes.io/ingress.class}
     * @param groupNameAnnotation whether new Ingresses may name a group by {@code alb.ingress.kubernetes.io/group.name}
     */
    public record Policy(boolean readinessGates, boolean classAnnotation, boolean groupNameAnnotation) {

        /** Gates are injected, and both annotations are allowed. */
        public static final Policy DEFAULT = new Policy(true, true, true);
    }
}

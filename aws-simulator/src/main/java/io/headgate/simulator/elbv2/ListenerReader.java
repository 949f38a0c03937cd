package io.headgate.simulator.elbv2;

import io.headgate.simulator.account.Quotas;
import io.headgate.simulator.acm.CertificateStore;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.elbv2.Listener.MutualAuthentication;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a listener that have to do with protocol and TLS (CreateListener). */
final class ListenerReader {
    private static final List<String> APPLICATION = List.of("HTTP", "HTTPS");
    private static final List<String> NETWORK = List.of("TCP", "TLS", "UDP", "TCP_UDP");
    private static final List<String> ALPN =
            List.of("HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None");
    private static final List<String> MODES = List.of("off", "passthrough", "verify");
    private static final int LONGEST_POLICY = 256;

    private final LoadBalancing state;
    private final CertificateStore certificates;

    ListenerReader(LoadBalancing state, CertificateStore certificates) {
        this.state = state;
        this.certificates = certificates;
    }

    static String protocol(String wanted, LoadBalancer loadBalancer) {
        List<String> allowed = loadBalancer.application() ? APPLICATION : NETWORK;
        if (!allowed.contains(wanted)) {
            throw ApiError.of(
                    "UnsupportedProtocol",
                    "Protocol '" + wanted + "' is not supported: a load balancer of type " + loadBalancer.type()
                            + " has " + allowed);
        }
        return wanted;
    }

    static boolean secure(String protocol) {
        return protocol.equals("HTTPS") || protocol.equals("TLS");
    }

    /** The default certificate: exactly one with TLS, none without; a listener that has one may leave it out. */
    List<String> certificate(Fields input, String protocol, List<String> before) {
        List<Fields> wired = input.structs("Certificates");
        if (!secure(protocol)) {
            if (!wired.isEmpty()) {
                throw ApiError.of(
                        "InvalidConfigurationRequest",
                        "A certificate cannot be specified for " + protocol + " listeners");
            }
            return List.of();
        }
        if (wired.isEmpty()) {
            if (before.isEmpty()) {
                throw ApiError.invalid("A certificate must be specified for " + protocol + " listeners");
            }
            return before;
        }
        if (wired.size() > 1) {
            throw ApiError.of("TooManyCertificates", "Only one certificate can be the default of a listener");
        }
        return List.of(usable(wired.getFirst().required("CertificateArn")));
    }

    /** A certificate must exist in ACM and be issued before a listener can use it. */
    String usable(String arn) {
        boolean issued = certificates
                .find(arn)
                .filter(each -> each.status(state.setting.clock().instant()).equals("ISSUED"))
                .isPresent();
        if (issued || (arn.startsWith("arn:aws:iam:") && state.setting.lenient())) {
            return arn;
        }
        if (certificates.find(arn).isPresent()) {
            throw ApiError.of("UnsupportedCertificate", "The certificate '" + arn + "' must have been issued");
        }
        throw ApiError.of("CertificateNotFound", "Certificate '" + arn + "' not found");
    }

    @Nullable
    String sslPolicy(Fields input, String protocol, @Nullable String before) {
        Optional<String> wanted = input.text("SslPolicy").filter(name -> !name.isEmpty());
        if (!secure(protocol)) {
            wanted.ifPresent(name -> {
                throw ApiError.of(
                        "InvalidConfigurationRequest",
                        "An SSL policy cannot be specified for " + protocol + " listeners");
            });
            return null;
        }
        wanted.filter(name -> !SslPolicy.exists(name) || name.length() > LONGEST_POLICY)
                .ifPresent(name -> {
                    throw ApiError.of("SSLPolicyNotFound", "SSL policy '" + name + "' not found");
                });
        return wanted.orElse(before == null ? SslPolicy.DEFAULT : before);
    }

    static List<String> alpn(Fields input, String protocol, List<String> before) {
        List<String> wanted = input.texts("AlpnPolicy");
        if (!wanted.isEmpty() && !protocol.equals("TLS")) {
            throw ApiError.of("ALPNPolicyNotSupported", "An ALPN policy needs the protocol TLS");
        }
        wanted.stream().filter(each -> !ALPN.contains(each)).findFirst().ifPresent(each -> {
            throw ApiError.invalid("'" + each + "' is not an ALPN policy.");
        });
        return wanted.isEmpty() && protocol.equals("TLS") ? before : wanted;
    }

    MutualAuthentication mutual(Fields input, String protocol, MutualAuthentication before) {
        Optional<Fields> wired = input.struct("MutualAuthentication");
        if (wired.isEmpty()) {
            return protocol.equals("HTTPS") ? before : MutualAuthentication.OFF;
        }
        Fields wanted = wired.get();
        String mode = wanted.oneOf("Mode", MODES).orElse("off");
        if (!protocol.equals("HTTPS") && !mode.equals("off")) {
            throw ApiError.of("InvalidConfigurationRequest", "Mutual authentication needs an HTTPS listener");
        }
        return mode.equals("verify") ? verify(wanted) : withoutTrustStore(wanted, mode);
    }

    private MutualAuthentication verify(Fields wanted) {
        String trustStore = wanted.text("TrustStoreArn")
                .filter(arn -> !arn.isEmpty())
                .orElseThrow(() -> ApiError.invalid("Mutual authentication mode 'verify' needs a trust store"));
        if (!state.setting.lenient() && !state.trustStores.containsKey(trustStore)) {
            throw ApiError.of("TrustStoreNotFound", "Trust store '" + trustStore + "' not found");
        }
        return new MutualAuthentication(
                "verify",
                trustStore,
                wanted.flag("IgnoreClientCertificateExpiry").orElse(false),
                wanted.oneOf("AdvertiseTrustStoreCaNames", List.of("on", "off")).orElse("off"));
    }

    private static MutualAuthentication withoutTrustStore(Fields wanted, String mode) {
        if (wanted.text("TrustStoreArn").filter(arn -> !arn.isEmpty()).isPresent()) {
            throw ApiError.invalid("Mutual authentication mode '" + mode + "' has no trust store");
        }
        return new MutualAuthentication(mode, null, null, null);
    }

    /** Refuses more certificates on a load balancer than the quota; default certificates do not count. */
    void checkRoom(LoadBalancer loadBalancer, Listener changed) {
        Quotas quotas = state.setting.quotas();
        long count = state.listenersOf(loadBalancer.arn()).stream()
                .map(listener -> listener.arn().equals(changed.arn()) ? changed : listener)
                .flatMap(listener -> listener.certificates().stream()
                        .skip(1)
                        .filter(arn -> !arn.equals(listener.certificates().getFirst())))
                .distinct()
                .count();
        if (count > quotas.certificatesPerLoadBalancer()) {
            throw ApiError.of(
                    "TooManyCertificates",
                    "A load balancer has at most " + quotas.certificatesPerLoadBalancer()
                            + " certificates besides the default ones, not " + count);
        }
    }
}

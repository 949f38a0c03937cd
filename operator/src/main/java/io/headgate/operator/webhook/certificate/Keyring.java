package io.headgate.operator.webhook.certificate;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the replicas share: the certificate that they serve, and the authorities that the API server is told to trust.
 *
 * @param signing signed the serving certificate, or at least may sign the next one
 * @param next an authority that is trusted already and will sign later; null while none is needed
 * @param retired an authority that may have signed what some replica still serves; null if there is none
 */
record Keyring(
        Identity signing, @Nullable Identity next, @Nullable X509Certificate retired, Identity serving) {

    private static final String BUNDLE = "ca.crt";
    private static final String SIGNING = "signing";
    private static final String NEXT = "next";
    private static final String RETIRED = "retired.crt";
    private static final String SERVING = "tls";

    /** All authorities to be trusted, as PEM. */
    String bundle() {
        return Pem.of(Stream.of(Optional.of(signing), Optional.ofNullable(next))
                        .flatMap(Optional::stream)
                        .map(Identity::certificate)
                        .toList())
                + (retired == null ? "" : Pem.of(List.of(retired)));
    }

    /** As a Secret of type {@code kubernetes.io/tls} holds it. */
    Map<String, String> toData() {
        Map<String, String> data = new LinkedHashMap<>();
        put(data, SERVING, serving);
        put(data, SIGNING, signing);
        if (next != null) {
            put(data, NEXT, next);
        }
        if (retired != null) {
            data.put(RETIRED, Pem.of(List.of(retired)));
        }
        data.put(BUNDLE, bundle());
        return data;
    }

    /** Reads a Secret back; empty if it holds something else. */
    static Optional<Keyring> fromData(Map<String, String> data) {
        try {
            if (!data.containsKey(SERVING + ".crt") || !data.containsKey(SIGNING + ".crt")) {
                return Optional.empty();
            }
            String retired = data.get(RETIRED);
            return Optional.of(new Keyring(
                    identity(data, SIGNING),
                    data.containsKey(NEXT + ".crt") ? identity(data, NEXT) : null,
                    retired == null ? null : Pem.certificates(retired).getFirst(),
                    identity(data, SERVING)));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private static void put(Map<String, String> data, String name, Identity identity) {
        data.put(name + ".crt", Pem.of(identity.chain()));
        data.put(name + ".key", Pem.of(identity.key()));
    }

    private static Identity identity(Map<String, String> data, String name) throws IOException {
        return new Identity(
                Pem.certificates(data.getOrDefault(name + ".crt", "")), Pem.key(data.getOrDefault(name + ".key", "")));
    }
}

package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.GoStruct;
import io.headgate.core.stack.Listener.MutualAuthentication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code mutual-authentication}: settings by port. */
final class MutualTls {
    private static final String VERIFY = "verify";
    private static final Set<String> MODES = Set.of("off", "passthrough", VERIFY);
    private static final int MAX_PORT = 65535;

    private final MemberScope scope;
    private final AnnotationReader annotations;

    private MutualTls(MemberScope scope) {
        this.scope = scope;
        this.annotations = scope.annotations();
    }

    static Map<Integer, MutualAuthentication> byPort(MemberScope scope) {
        return new MutualTls(scope).read();
    }

    private Map<Integer, MutualAuthentication> read() {
        Optional<List<GoStruct>> entries = annotations.structs(AnnotationKey.MUTUAL_AUTHENTICATION, "");
        if (entries.isPresent() && entries.get().isEmpty()) {
            annotations.invalid(AnnotationKey.MUTUAL_AUTHENTICATION, "names no port");
        }
        Map<Integer, MutualAuthentication> byPort = new HashMap<>();
        for (GoStruct entry : entries.orElse(List.of())) {
            int port = entry.int32("port").orElse(0);
            if (port < 1 || port > MAX_PORT) {
                entry.error("port must be from 1 to 65535, not " + port);
            }
            byPort.put(port, authentication(entry));
        }
        return byPort;
    }

    private MutualAuthentication authentication(GoStruct entry) {
        String mode = entry.string("mode").orElse("");
        Optional<String> trustStore = entry.string("trustStore").filter(name -> !name.isEmpty());
        Optional<Boolean> ignoreExpiry = entry.bool("ignoreClientCertificateExpiry");
        Optional<String> advertise = entry.string("advertiseTrustStoreCaNames").filter(value -> !value.isEmpty());
        if (!MODES.contains(mode)) {
            entry.error("mode \"" + mode + "\" is none of off, passthrough, verify");
        }
        boolean verify = mode.equals(VERIFY);
        if (verify && trustStore.isEmpty()) {
            entry.error("trustStore is missing, which mode verify needs");
        }
        if (!verify && (trustStore.isPresent() || ignoreExpiry.isPresent() || advertise.isPresent())) {
            entry.error("trustStore, ignoreClientCertificateExpiry and advertiseTrustStoreCaNames need mode verify");
        }
        advertise
                .filter(value -> !Set.of("on", "off").contains(value))
                .ifPresent(value -> entry.error("advertiseTrustStoreCaNames must be on or off, not \"" + value + "\""));
        return new MutualAuthentication(
                mode,
                trustStore.map(name -> arn(entry, name)).orElse(null),
                verify ? ignoreExpiry.orElse(false) : null,
                advertise.orElse(null));
    }

    private @Nullable String arn(GoStruct entry, String name) {
        if (name.startsWith("arn:")) {
            return name;
        }
        String arn = scope.facts().trustStores().get(name);
        if (arn == null) {
            entry.error("trustStore \"" + name + "\" does not exist");
        }
        return arn;
    }
}

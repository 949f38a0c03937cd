package io.headgate.proxy.tls;

import io.headgate.proxy.config.CertificateConfig;
import io.netty.handler.ssl.SslContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificates of a listener by server name: an exact name, else a wildcard for its first label, else the default. Immutable. */
public final class CertificateStore {

    /** A listener without certificates: every handshake fails. */
    public static final CertificateStore EMPTY = new CertificateStore(Map.of(), null);

    private final Map<String, SslContext> byName;
    private final @Nullable SslContext byDefault;

    private CertificateStore(Map<String, SslContext> byName, @Nullable SslContext byDefault) {
        this.byName = byName;
        this.byDefault = byDefault;
    }

    /** The usable ones of these certificates; the first usable one is the default. */
    public record Loaded(CertificateStore store, List<String> problems) {}

    public static Loaded load(List<CertificateConfig> certificates) {
        Map<String, SslContext> byName = new HashMap<>();
        List<String> problems = new java.util.ArrayList<>();
        SslContext byDefault = null;
        for (CertificateConfig certificate : certificates) {
            switch (ServerCertificate.read(certificate)) {
                case ServerCertificate.Result.Usable(SslContext context, List<String> names) -> {
                    byDefault = byDefault == null ? context : byDefault;
                    names.forEach(name -> byName.putIfAbsent(name.toLowerCase(Locale.ROOT), context));
                }
                case ServerCertificate.Result.Broken(String problem) -> problems.add(problem);
            }
        }
        return new Loaded(new CertificateStore(Map.copyOf(byName), byDefault), List.copyOf(problems));
    }

    /** The context for a server name, null when the client sent none. Empty only if there is no certificate at all. */
    public Optional<SslContext> choose(@Nullable String serverName) {
        if (serverName == null) {
            return Optional.ofNullable(byDefault);
        }
        String name = serverName.toLowerCase(Locale.ROOT);
        SslContext exact = byName.get(name);
        int dot = name.indexOf('.');
        SslContext found = exact != null || dot < 0 ? exact : byName.get("*" + name.substring(dot));
        return Optional.ofNullable(found == null ? byDefault : found);
    }
}

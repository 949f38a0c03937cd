package io.headgate.operator.webhook.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a keyring changes, and into what. A new authority is trusted for a day before it signs, and an old one for a day after its
 * last certificate was replaced, so that at no time a server is met that nobody trusts. Pure.
 */
final class Renewal {

    static final Duration AUTHORITY_LIFE = Duration.ofDays(730);
    static final Duration SERVING_LIFE = Duration.ofDays(90);
    /** How long before its end an authority gets a successor. Longer than the life of what it signs. */
    static final Duration AUTHORITY_REST = Duration.ofDays(180);

    static final Duration SERVING_REST = Duration.ofDays(30);
    /** By then each API server and each replica has heard of a change. */
    static final Duration SETTLED = Duration.ofDays(1);

    private static final int SUBJECT_NAME = 1;

    private Renewal() {}

    /** The keyring for these hosts at this time; the same if nothing is to be done. */
    static Keyring advance(@Nullable Keyring present, List<String> hosts, Instant now) {
        if (present == null || ends(present.signing(), now, Duration.ZERO)) {
            Identity authority = Issuer.authority(now, AUTHORITY_LIFE);
            return new Keyring(authority, null, null, Issuer.serving(authority, hosts, now, SERVING_LIFE));
        }
        Keyring keyring = succeeded(announced(present, now), hosts, now);
        if (!covers(keyring.serving(), hosts) || ends(keyring.serving(), now, SERVING_REST)) {
            keyring = serving(keyring, Issuer.serving(keyring.signing(), hosts, now, SERVING_LIFE));
        }
        return cleared(keyring, now);
    }

    private static Keyring announced(Keyring keyring, Instant now) {
        return keyring.next() == null && ends(keyring.signing(), now, AUTHORITY_REST)
                ? new Keyring(
                        keyring.signing(), Issuer.authority(now, AUTHORITY_LIFE), keyring.retired(), keyring.serving())
                : keyring;
    }

    private static Keyring succeeded(Keyring keyring, List<String> hosts, Instant now) {
        Identity next = keyring.next();
        return next != null && settled(next, now)
                ? new Keyring(
                        next, null, keyring.signing().certificate(), Issuer.serving(next, hosts, now, SERVING_LIFE))
                : keyring;
    }

    private static Keyring cleared(Keyring keyring, Instant now) {
        return keyring.retired() != null && settled(keyring.serving(), now)
                ? new Keyring(keyring.signing(), keyring.next(), null, keyring.serving())
                : keyring;
    }

    private static Keyring serving(Keyring keyring, Identity serving) {
        return new Keyring(keyring.signing(), keyring.next(), keyring.retired(), serving);
    }

    private static boolean settled(Identity identity, Instant now) {
        Instant made = identity.certificate().getNotBefore().toInstant().plus(Issuer.CLOCK_SKEW);
        return !now.isBefore(made.plus(SETTLED));
    }

    private static boolean ends(Identity identity, Instant now, Duration rest) {
        return !now.isBefore(identity.expires().minus(rest));
    }

    private static boolean covers(Identity identity, List<String> hosts) {
        return names(identity.certificate()).containsAll(hosts);
    }

    private static Set<String> names(X509Certificate certificate) {
        try {
            Set<String> names = new HashSet<>();
            for (List<?> name : Optional.ofNullable(certificate.getSubjectAlternativeNames())
                    .<Collection<List<?>>>map(found -> found)
                    .orElse(List.of())) {
                names.add(String.valueOf(name.get(SUBJECT_NAME)));
            }
            return names;
        } catch (CertificateParsingException unreadable) {
            return Set.of();
        }
    }
}

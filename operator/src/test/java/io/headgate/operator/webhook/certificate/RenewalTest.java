package io.headgate.operator.webhook.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final List<String> HOSTS = List.of("webhook.headgate.svc", "127.0.0.1");

    @Test
    void nothingChangesFromOneDayToTheNext() {
        Keyring first = Renewal.advance(null, HOSTS, START);

        assertThat(Renewal.advance(first, HOSTS, START.plus(Duration.ofDays(30))))
                .isEqualTo(first);
    }

    @Test
    void aCertificateEndsLongAfterItIsRenewed() {
        Keyring first = Renewal.advance(null, HOSTS, START);

        Keyring renewed = Renewal.advance(first, HOSTS, START.plus(Duration.ofDays(61)));

        assertThat(renewed.serving()).isNotEqualTo(first.serving());
        assertThat(renewed.signing()).isEqualTo(first.signing());
    }

    @Test
    void anotherNameNeedsAnotherCertificate() {
        Keyring first = Renewal.advance(null, HOSTS, START);

        Keyring renamed = Renewal.advance(first, List.of("other.headgate.svc"), START);

        assertThat(renamed.serving()).isNotEqualTo(first.serving());
    }

    @Test
    void afterALongSleepAllBeginsAnew() {
        Keyring first = Renewal.advance(null, HOSTS, START);

        Keyring anew = Renewal.advance(first, HOSTS, START.plus(Duration.ofDays(800)));

        assertThat(anew.signing()).isNotEqualTo(first.signing());
    }

    /** For ten years, looked at every six hours: what any replica may still serve is trusted by what any API server may still hold. */
    @Test
    void noCertificateIsEverMetThatNobodyTrusts() throws GeneralSecurityException, IOException {
        Keyring keyring = Renewal.advance(null, HOSTS, START);
        Deque<Keyring> ofTheLastHours = new ArrayDeque<>(List.of(keyring));
        int authorities = 1;
        for (Instant now = START;
                now.isBefore(START.plus(Duration.ofDays(3650)));
                now = now.plus(Duration.ofHours(6))) {
            Keyring next = Renewal.advance(keyring, HOSTS, now);
            authorities += next.signing().equals(keyring.signing()) ? 0 : 1;
            keyring = next;
            ofTheLastHours.addLast(next);
            if (ofTheLastHours.size() > 3) {
                ofTheLastHours.removeFirst();
            }
            for (Keyring served : ofTheLastHours) {
                for (Keyring trusted : ofTheLastHours) {
                    assertTrusted(served.serving().certificate(), trusted.bundle(), now);
                }
            }
        }
        assertThat(authorities).isGreaterThan(5);
    }

    private static void assertTrusted(X509Certificate served, String bundle, Instant now)
            throws GeneralSecurityException, IOException {
        served.checkValidity(Date.from(now));
        X509Certificate issuer = Pem.certificates(bundle).stream()
                .filter(authority -> authority.getSubjectX500Principal().equals(served.getIssuerX500Principal()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody trusts the certificate at " + now));
        issuer.checkValidity(Date.from(now));
        served.verify(issuer.getPublicKey());
    }

    @Test
    void aSecretKeepsAKeyring() {
        Keyring keyring = Renewal.advance(null, HOSTS, START);
        Keyring announced = Renewal.advance(keyring, HOSTS, START.plus(Duration.ofDays(560)));

        assertThat(announced.next()).isNotNull();
        assertThat(Keyring.fromData(announced.toData())).contains(announced);
    }

    @Test
    void aSecretOfSomebodyElseHoldsNone() {
        Keyring keyring = Renewal.advance(null, HOSTS, START);
        var damaged = keyring.toData();
        damaged.put("signing.key", "-----BEGIN NONSENSE-----");

        assertThat(Keyring.fromData(damaged)).isEmpty();
        assertThat(Keyring.fromData(java.util.Map.of("tls.crt", "x"))).isEmpty();
    }
}

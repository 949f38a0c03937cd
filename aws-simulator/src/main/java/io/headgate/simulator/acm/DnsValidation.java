package io.headgate.simulator.acm;

import io.headgate.simulator.account.Timing;
import io.headgate.simulator.route53.PublicDns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Validation by DNS: which record proves that a name is the owner's, and when all of them were there for long enough. */
final class DnsValidation {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final PublicDns dns;
    private final Timing timing;

    DnsValidation(PublicDns dns, Timing timing) {
        this.dns = dns;
        this.timing = timing;
    }

    /** A record that ACM wants to find; both with a dot at the end. */
    record WantedRecord(String name, String value) {
        /** The record depends on the account and the domain alone; a wildcard shares that of its parent. */
        static WantedRecord of(String domain) {
            String bare = bare(domain).toLowerCase(Locale.ROOT);
            String token = Integer.toHexString(bare.hashCode());
            return new WantedRecord("_" + token + "." + bare + ".", "_" + token + ".acm-validations.aws.");
        }
    }

    static String bare(String domain) {
        return domain.startsWith("*.") ? domain.substring(2) : domain;
    }

    /** The records are told a moment after the request. */
    boolean told(Certificate certificate, Instant now) {
        Duration wait = timing.certificateValidation().compareTo(MOMENT) < 0 ? timing.certificateValidation() : MOMENT;
        return !now.isBefore(certificate.createdAt().plus(wait));
    }

    /** Since when a record is there as wanted. */
    Optional<Instant> foundAt(String domain) {
        WantedRecord wanted = WantedRecord.of(domain);
        return dns.find(wanted.name(), "CNAME")
                .filter(found -> found.values().equals(List.of(wanted.value())))
                .map(PublicDns.Found::since);
    }

    /** The certificate as it is now: issued some time after the last of its records appeared. */
    Certificate settled(Certificate certificate) {
        if (!certificate.awaitsRecords() || !certificate.validationMethod().equals("DNS")) {
            return certificate;
        }
        Instant last = certificate.createdAt();
        for (String name : certificate.names()) {
            Optional<Instant> found = foundAt(name);
            if (found.isEmpty()) {
                return certificate;
            }
            last = found.get().isAfter(last) ? found.get() : last;
        }
        return certificate.issuedAt(last.plus(timing.certificateValidation()));
    }
}

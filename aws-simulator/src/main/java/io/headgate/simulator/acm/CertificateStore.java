package io.headgate.simulator.acm;

import io.headgate.simulator.account.Identity;
import io.headgate.simulator.account.Ids;
import io.headgate.simulator.account.Limits;
import io.headgate.simulator.account.Quotas;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.route53.PublicDns;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The certificates of the account. Keys are made when they are first needed. Not safe for many threads. */
public final class CertificateStore {
    final Identity identity;
    final Ids ids;
    final Tags tags;
    private final Limits limits;
    final InstantSource clock;
    final DnsValidation validation;
    private final CertificateAuthority authority;
    private final Map<String, Certificate> certificates = new LinkedHashMap<>();
    private final Map<String, Material> material = new LinkedHashMap<>();

    public CertificateStore(Setting setting, CertificateAuthority authority, PublicDns dns) {
        this(
                setting.identity(),
                setting.ids(),
                setting.tags(),
                setting.limits(),
                new DnsValidation(dns, setting.timing()),
                authority,
                setting.clock());
    }

    private CertificateStore(
            Identity identity,
            Ids ids,
            Tags tags,
            Limits limits,
            DnsValidation validation,
            CertificateAuthority authority,
            InstantSource clock) {
        this.identity = identity;
        this.ids = ids;
        this.tags = tags;
        this.limits = limits;
        this.validation = validation;
        this.authority = authority;
        this.clock = clock;
    }

    Quotas quotas() {
        return limits.now();
    }

    /** What this part shares with the rest of the account. */
    public record Setting(Identity identity, Ids ids, Tags tags, Limits limits, Timing timing, InstantSource clock) {}

    /** What a listener needs to serve a certificate, as PEM: the chain with the leaf first, and the key as PKCS #8. */
    public record Material(String leafPem, String chainPem, String keyPem) {
        public String fullChainPem() {
            return leafPem + chainPem;
        }

        /** Says nothing about the key. */
        @Override
        public String toString() {
            return "Material[]";
        }
    }

    public Collection<Certificate> all() {
        certificates.replaceAll((arn, certificate) -> validation.settled(certificate));
        return List.copyOf(certificates.values());
    }

    public Optional<Certificate> find(String arn) {
        return Optional.ofNullable(
                certificates.computeIfPresent(arn, (key, certificate) -> validation.settled(certificate)));
    }

    /** Chain and key of a certificate that exists. */
    public Material materialOf(Certificate certificate) {
        return material.computeIfAbsent(certificate.arn(), _ -> issue(certificate));
    }

    private Material issue(Certificate certificate) {
        CertificateAuthority.Issued issued =
                authority.issue(certificate.names(), certificate.keyAlgorithm(), clock.instant());
        return new Material(issued.certificatePem(), authority.certificatePem(), issued.keyPem());
    }

    public void add(Certificate certificate) {
        certificates.put(certificate.arn(), certificate);
    }

    void addImported(Certificate certificate, Material imported) {
        certificates.put(certificate.arn(), certificate);
        material.put(certificate.arn(), imported);
    }

    void remove(String arn) {
        certificates.remove(arn);
        material.remove(arn);
        tags.forget(arn);
    }
}

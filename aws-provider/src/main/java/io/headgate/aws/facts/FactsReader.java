package io.headgate.aws.facts;

import io.headgate.aws.addon.WebAclNames;
import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.Snapshot;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.facts.CloudFacts.Certificate;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.QuotaLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;

/** The facts of compilations. What hardly changes is remembered; what a group does not use is not asked for. */
public final class FactsReader {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMinutes(1);

    private final AwsClients clients;
    private final AwsSettings settings;
    private final Snapshot snapshot;
    private final SecurityGroupIndex securityGroups;
    private final NamedSecurityGroups namedSecurityGroups;
    private final Remembered<NetworkReader.Network> network;
    private final Remembered<List<CloudFacts.Subnet>> subnets;
    private final Remembered<List<Certificate>> certificates;
    private final Remembered<Map<String, String>> trustStores;
    private final WebAclNames webAcls;
    private final AccountLimits limits;

    public FactsReader(
            AwsClients clients,
            AwsSettings settings,
            Snapshot snapshot,
            SecurityGroupIndex securityGroups,
            InstantSource clock) {
        this.clients = clients;
        this.settings = settings;
        this.snapshot = snapshot;
        this.securityGroups = securityGroups;
        this.namedSecurityGroups = new NamedSecurityGroups(securityGroups, SHORT, clock);
        NetworkReader reader = new NetworkReader(clients.ec2(), settings.vpcId());
        this.network = new Remembered<>(reader::network, LONG, clock);
        this.subnets = new Remembered<>(reader::subnets, LONG, clock);
        this.certificates = new Remembered<>(() -> readCertificates(clients.acm()), SHORT, clock);
        this.webAcls = new WebAclNames(clients, clock);
        this.limits = new AccountLimits(clients.elb(), clock);
        this.trustStores = new Remembered<>(this::readTrustStores, SHORT, clock);
    }

    /** Reads what every group will ask for. */
    public void prepare() {
        network.get();
        subnets.get();
        limits.get();
    }

    public CloudFacts read(GroupInputs inputs) {
        Needs needs = Needs.of(inputs);
        NetworkReader.Network around = network.get();
        WebAclNames.Listing acls = webAcls.knowing(needs.webAcls());
        return new CloudFacts(
                settings.clusterName(),
                settings.region(),
                around.accountId(),
                around.vpc(),
                subnets.get(),
                namedSecurityGroups.of(inputs),
                List.of(),
                needs.certificates() ? certificates.get() : List.of(),
                acls.webAcls(),
                snapshot.foreignTargetGroups(),
                needs.trustStores() ? trustStores.get() : Map.of(),
                snapshot.existingLoadBalancers(),
                securityGroups.backendId(),
                acls.unreadable(),
                used(limits.get(), inputs));
    }

    /** Reads again, when next asked, what users may have made since. */
    public void distrust() {
        subnets.forget();
        certificates.forget();
        trustStores.forget();
    }

    /** What the whole account uses, as far as it is known by now. Asks nothing. */
    public QuotaLedger ofAccount() {
        return new QuotaLedger(snapshot.used(), limits.known());
    }

    /** The limits of the account as they were told last, or as they are just now. */
    public Limits limits(boolean now) {
        return now ? limits.doubted() : limits.known();
    }

    /** The same facts with limits as they are just now. */
    public CloudFacts recheck(CloudFacts facts, GroupInputs inputs) {
        return facts.withLimits(used(limits.doubted(), inputs));
    }

    private Limits used(Limits told, GroupInputs inputs) {
        return new Limits(told.told(), snapshot.usedBeside(inputs.group()), told.unread());
    }

    /** The network of the cluster. */
    public CloudFacts.Vpc vpc() {
        return network.get().vpc();
    }

    private static List<Certificate> readCertificates(AcmClient acm) {
        return acm
                .listCertificatesPaginator(request -> request.certificateStatuses(CertificateStatus.ISSUED)
                        .includes(filters -> filters.keyTypes(
                                KeyAlgorithm.knownValues().stream().toList())))
                .certificateSummaryList()
                .stream()
                .map(summary -> acm.describeCertificate(request -> request.certificateArn(summary.certificateArn()))
                        .certificate())
                .map(FactsReader::certificate)
                .toList();
    }

    private static Certificate certificate(CertificateDetail api) {
        return new Certificate(
                api.certificateArn(),
                api.subjectAlternativeNames().isEmpty() && api.domainName() != null
                        ? List.of(api.domainName())
                        : api.subjectAlternativeNames(),
                String.valueOf(api.keyAlgorithmAsString()),
                String.valueOf(api.statusAsString()),
                api.certificateAuthorityArn() == null ? "" : api.certificateAuthorityArn(),
                Map.of());
    }

    private Map<String, String> readTrustStores() {
        Map<String, String> stores = new HashMap<>();
        clients.elb()
                .describeTrustStoresPaginator(request -> {})
                .trustStores()
                .forEach(store -> stores.put(store.name(), store.trustStoreArn()));
        return stores;
    }
}

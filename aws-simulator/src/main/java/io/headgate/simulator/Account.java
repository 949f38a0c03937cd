package io.headgate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Identity;
import io.headgate.simulator.account.Ids;
import io.headgate.simulator.account.Limits;
import io.headgate.simulator.account.SimulatorClock;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.acm.Acm;
import io.headgate.simulator.acm.CertificateAuthority;
import io.headgate.simulator.acm.CertificateStore;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.Service;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.dataplane.DataPlaneTranslation;
import io.headgate.simulator.dataplane.LoadBalancerDataPlane;
import io.headgate.simulator.dataplane.TargetNaming;
import io.headgate.simulator.ec2.Ec2;
import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.elbv2.Elbv2;
import io.headgate.simulator.elbv2.HealthSource;
import io.headgate.simulator.elbv2.Listener;
import io.headgate.simulator.elbv2.LoadBalancing;
import io.headgate.simulator.elbv2.Rule;
import io.headgate.simulator.elbv2.Target;
import io.headgate.simulator.elbv2.TargetGroup;
import io.headgate.simulator.elbv2.TargetStates;
import io.headgate.simulator.route53.HostedZones;
import io.headgate.simulator.seed.Planting;
import io.headgate.simulator.seed.Recording;
import io.headgate.simulator.seed.Seed;
import io.headgate.simulator.seed.StartingState;
import io.headgate.simulator.shield.Protections;
import io.headgate.simulator.sts.SecurityTokens;
import io.headgate.simulator.waf.RegionalWebAcls;
import io.headgate.simulator.waf.WebAcls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of a simulated account, put together. Not safe for many threads but for the data plane. */
final class Account {
    private final SimulatorConfig config;
    private final SimulatorClock clock;
    private final Identity identity;
    private final SecurityTokens tokens;
    private final Ids ids = new Ids();
    private final Tags tags = new Tags();
    private final CertificateAuthority authority;
    private final Network network;
    private final CertificateStore certificates;
    private final LoadBalancing loadBalancing;
    private final HostedZones hostedZones;
    private final WebAcls webAcls;
    private final RegionalWebAcls regionalWebAcls;
    private final Protections protections;
    private final Optional<LoadBalancerDataPlane> dataPlane;
    private final TargetStates targetStates;

    Account(SimulatorConfig config, Limits limits, SimulatorClock clock) {
        this.config = config;
        this.clock = clock;
        StartingState start = start(config, clock);
        this.identity = start.identity();
        this.tokens = new SecurityTokens(identity, ids, clock);
        this.authority = CertificateAuthority.create(clock.instant());
        this.network = new Network(identity, ids, tags, limits, config.lenient());
        this.hostedZones = new HostedZones(ids, clock);
        this.certificates = new CertificateStore(
                new CertificateStore.Setting(identity, ids, tags, limits, config.timing(), clock),
                authority,
                hostedZones.publicDns());
        this.loadBalancing = new LoadBalancing(
                new LoadBalancing.Setting(identity, ids, tags, limits, config.timing(), clock, config.lenient()));
        start.into(network);
        start.into(certificates);
        start.into(loadBalancing, network);
        start.into(hostedZones);
        this.webAcls = new WebAcls(loadBalancing, config.lenient());
        start.into(webAcls);
        this.regionalWebAcls = new RegionalWebAcls(loadBalancing, config.lenient());
        start.into(regionalWebAcls);
        this.protections =
                new Protections(loadBalancing, identity, ids, start.shieldSubscription() || config.lenient());
        this.dataPlane = config.dataPlane()
                ? Optional.of(LoadBalancerDataPlane.start(new TargetNaming(network), clock))
                : Optional.empty();
        HealthSource health = dataPlane.<HealthSource>map(each -> each).orElse(HealthSource.NONE);
        this.targetStates = new TargetStates(loadBalancing, network, health);
    }

    private StartingState start(SimulatorConfig config, SimulatorClock clock) {
        return config.recording()
                .<StartingState>map(json -> Recording.parse(json, tags, clock.instant()))
                .orElseGet(() ->
                        new Planting(config.seed().map(Seed::parse).orElseGet(Seed::empty), tags, clock.instant()));
    }

    List<Service> services() {
        return List.of(
                Elbv2.service(loadBalancing, network, certificates, targetStates),
                Ec2.service(network, clock),
                new Acm(certificates, config.timing(), loadBalancing::usersOfCertificate, config.lenient()).service(),
                hostedZones.service(),
                webAcls.service(),
                regionalWebAcls.service(),
                protections.service(),
                tokens.service());
    }

    /** Why the caller may not do this, whatever the account holds. */
    Optional<Answer> refusal(ApiCall call) {
        return tokens.refusal(call);
    }

    Identity identity() {
        return identity;
    }

    /** The tags of a resource, by its ARN or its EC2 id. */
    Map<String, String> tags(String id) {
        return tags.of(id);
    }

    Optional<LoadBalancerDataPlane> dataPlane() {
        return dataPlane;
    }

    DataPlaneTranslation translation() {
        return new DataPlaneTranslation(loadBalancing, certificates, new TargetNaming(network));
    }

    String authorityPem() {
        return authority.certificatePem();
    }

    AccountSnapshot snapshot() {
        Map<String, List<Rule>> rules = new LinkedHashMap<>();
        loadBalancing.listeners().forEach(listener -> rules.put(listener.arn(), loadBalancing.rulesOf(listener.arn())));
        Map<String, Map<Target, Target.Health>> health = new LinkedHashMap<>();
        loadBalancing.targetGroups().forEach(group -> health.put(group.arn(), healthOf(group)));
        return new AccountSnapshot(
                loadBalancing.loadBalancers(),
                loadBalancing.listeners(),
                rules,
                loadBalancing.targetGroups(),
                health,
                List.copyOf(network.securityGroups()),
                List.copyOf(network.securityGroupRules()),
                List.copyOf(certificates.all()),
                tags.all());
    }

    private Map<Target, Target.Health> healthOf(TargetGroup group) {
        Map<Target, Target.Health> health = new LinkedHashMap<>();
        loadBalancing.targetsOf(group.arn()).forEach(target -> health.put(target, targetStates.of(target)));
        return health;
    }

    /** Each load balancer's DNS name with the loopback addresses behind its ports. */
    JsonNode addresses() {
        return Tree.list(loadBalancing.loadBalancers(), loadBalancer -> {
            ObjectNode node = Tree.node()
                    .put("name", loadBalancer.name())
                    .put("arn", loadBalancer.arn())
                    .put("dnsName", loadBalancer.dnsName());
            node.set("listeners", Tree.list(loadBalancing.listenersOf(loadBalancer.arn()), this::address));
            return node;
        });
    }

    private ObjectNode address(Listener listener) {
        ObjectNode node = Tree.node()
                .put("arn", listener.arn())
                .put("protocol", listener.protocol())
                .put("port", listener.port());
        dataPlane
                .flatMap(plane -> plane.address(listener.arn()))
                .ifPresent(bound -> node.put("address", bound.getAddress().getHostAddress() + ":" + bound.getPort()));
        return node;
    }
}

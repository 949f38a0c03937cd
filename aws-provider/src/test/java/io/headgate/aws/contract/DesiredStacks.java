package io.headgate.aws.contract;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.naming.Owner;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Desired stacks of the group {@code shop/web}: one HTTP listener, perhaps one with TLS, a rule for each host. */
final class DesiredStacks {

    static final GroupId GROUP = GroupId.parse("shop/web");
    private static final TrackingTags TAGS = new TrackingTags(Owner.of(TestAccount.CLUSTER), GROUP);

    private final TestAccount account;

    /** The inputs of the group with one member that has that annotation. */
    static GroupInputs inputs(String annotation, String value) {
        Ingress ingress = new Ingress(
                new ObjectKey("shop", "web"),
                "",
                1,
                Map.of(annotation, value),
                Set.of(),
                false,
                "alb",
                null,
                List.of(),
                List.of());
        return new GroupInputs(GROUP, List.of(GroupInputs.Member.of(ingress, null)), Map.of(), Map.of());
    }

    DesiredStacks(TestAccount account) {
        this.account = account;
    }

    Stack http(List<String> hosts) {
        return stack(List.of(listener(80, "HTTP", List.of(), hosts)));
    }

    Stack https(List<String> certificates, List<String> hosts) {
        List<CertificateRef> refs = new ArrayList<>();
        certificates.forEach(arn -> refs.add(new CertificateRef.ByArn(arn)));
        return stack(List.of(listener(443, "HTTPS", refs, hosts)));
    }

    /** What {@link #http} gives, with two described security groups that let out only to port 8080. */
    Stack restricted(List<String> hosts) {
        Stack open = http(hosts);
        List<Permission> egress = List.of(new Permission(
                "tcp", 8080, 8080, new Source.Cidr("0.0.0.0/0"), SecurityGroup.OUTBOUND_DESCRIPTION + ": targets"));
        SecurityGroup first = securityGroup()
                .withIngress(List.of(
                        new Permission("tcp", 80, 80, new Source.Cidr("0.0.0.0/0"), "headgate.io/inbound: port 80")))
                .withEgress(egress);
        String resource = SecurityGroup.MANAGED_RESOURCE + "/2";
        SecurityGroup second = new SecurityGroup(
                resource,
                null,
                name("web") + "-2",
                first.description(),
                List.of(new Permission("tcp", 80, 80, new Source.Cidr("10.1.2.3/8"), "")),
                List.of(),
                TAGS.of(resource, Map.of()));
        return open.withSecurityGroups(List.of(first, second))
                .withLoadBalancers(open.loadBalancers().stream()
                        .map(balancer -> balancer.withSecurityGroups(
                                List.of(SecurityGroupRef.Managed.FIRST, new SecurityGroupRef.Managed(resource))))
                        .toList());
    }

    private Stack stack(List<Listener> listeners) {
        LoadBalancer balancer = new LoadBalancer(
                "LoadBalancer",
                null,
                name("web"),
                "application",
                "internal",
                "ipv4",
                account.subnets().stream()
                        .map(id -> new LoadBalancer.SubnetMapping(id, null))
                        .toList(),
                List.of(SecurityGroupRef.Managed.FIRST, new SecurityGroupRef.Backend()),
                null,
                null,
                null,
                Map.of(),
                TAGS.of("LoadBalancer", Map.of("team", "red")),
                listeners,
                null);
        List<TargetGroup> groups = List.of(targetGroup("a"), targetGroup("b"));
        return new Stack(
                GROUP,
                true,
                List.of(securityGroup()),
                List.of(balancer),
                groups,
                groups.stream().map(DesiredStacks::binding).toList(),
                List.of(),
                List.of());
    }

    private SecurityGroup securityGroup() {
        return new SecurityGroup(
                "ManagedLBSecurityGroup",
                null,
                name("web"),
                "[k8s] Managed SecurityGroup for LoadBalancer",
                List.of(new Permission("tcp", 80, 80, new Source.Cidr("0.0.0.0/0"), "")),
                null,
                TAGS.of("ManagedLBSecurityGroup", Map.of()));
    }

    private static Listener listener(int port, String protocol, List<CertificateRef> certificates, List<String> hosts) {
        List<Rule> rules = new ArrayList<>();
        for (String host : hosts) {
            String resource = port + ":" + (rules.size() + 1);
            rules.add(new Rule(resource, null, rules.size() + 1, routing(host), TAGS.of(resource, Map.of())));
        }
        String resource = Integer.toString(port);
        return new Listener(
                resource,
                null,
                port,
                protocol,
                certificates,
                certificates.isEmpty() ? null : "ELBSecurityPolicy-2016-08",
                null,
                Map.of(),
                List.of(new Action.FixedResponse("404", "text/plain", null)),
                TAGS.of(resource, Map.of()),
                rules);
    }

    private static RoutingRule routing(String host) {
        String service = host.hashCode() % 2 == 0 ? "a" : "b";
        return new RoutingRule(
                List.of(
                        new Condition.HostHeader(new Patterns.Wildcards(List.of(host))),
                        new Condition.PathPattern(new Patterns.Wildcards(List.of("/", "/*")))),
                List.of(new Action.Forward(
                        List.of(new Action.WeightedTargetGroup(new TargetGroupRef.InStack(resource(service)), null)),
                        Action.Stickiness.OFF)),
                List.of());
    }

    /** Names are unique in an account, whatever the VPC. */
    private String name(String what) {
        String vpc = account.settings().vpcId();
        return "k8s-shop-" + what + "-" + vpc.substring(vpc.length() - 10);
    }

    private static String resource(String service) {
        return "shop/web-" + service + ":80";
    }

    private TargetGroup targetGroup(String service) {
        return new TargetGroup(
                resource(service),
                null,
                name(service),
                "instance",
                "HTTP",
                "HTTP1",
                30080,
                "ipv4",
                null,
                new TargetGroup.HealthCheck(
                        "traffic-port", "HTTP", "/", 15, 5, 2, 2, new TargetGroup.Matcher.HttpCode("200")),
                Map.of(),
                TAGS.of(resource(service), Map.of()),
                null);
    }

    private static TargetGroupBinding binding(TargetGroup group) {
        return new TargetGroupBinding(
                group.resource(),
                new ObjectKey("shop", group.name()),
                new TargetGroupRef.InStack(group.resource()),
                "web",
                new PortRef.ByNumber(80),
                "instance",
                "ipv4",
                "HTTP",
                null,
                false,
                List.of(),
                null,
                TAGS.bindingLabels());
    }
}

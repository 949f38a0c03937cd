package io.headgate.core.plan;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.group.GroupId;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Desired stacks of one group, drawn so that two of them share much and differ in everything that can differ. */
final class RandomStacks {

    static final GroupId GROUP = new GroupId.Explicit("shop");
    static final List<String> HOSTS = List.of("a.example.com", "b.example.com", "*.example.com", "");
    static final List<List<String>> PATHS = List.of(
            List.of("/*"), List.of("/a", "/a/*"), List.of("/a/b"), List.of("/b", "/b/*"), List.of("/b*"), List.of());
    private static final int SERVICES = 4;

    private final Random random;

    RandomStacks(Random random) {
        this.random = random;
    }

    Stack next() {
        if (random.nextInt(12) == 0) {
            return Stack.empty(GROUP);
        }
        List<Listener> listeners = listeners();
        Set<String> used = new TreeSet<>();
        for (Listener listener : listeners) {
            used.addAll(StackRules.targetGroups(listener));
        }
        List<TargetGroup> groups = used.stream().map(this::targetGroup).toList();
        boolean managed = random.nextInt(4) > 0;
        return new Stack(
                GROUP,
                true,
                managed ? List.of(securityGroup()) : List.of(),
                List.of(loadBalancer(managed, listeners)),
                groups,
                groups.stream().map(RandomStacks::binding).toList(),
                List.of(),
                List.of());
    }

    private LoadBalancer loadBalancer(boolean managed, List<Listener> listeners) {
        String scheme = random.nextInt(6) == 0 ? "internet-facing" : "internal";
        return new LoadBalancer(
                "LoadBalancer",
                null,
                "k8s-shop-" + scheme.length(),
                "application",
                scheme,
                pick("ipv4", "dualstack"),
                List.of(mapping("subnet-1"), mapping(pick("subnet-2", "subnet-3"))),
                List.of(
                        managed ? SecurityGroupRef.Managed.FIRST : new SecurityGroupRef.ById("sg-own"),
                        new SecurityGroupRef.Backend()),
                null,
                null,
                null,
                random.nextBoolean() ? Map.of("idle_timeout.timeout_seconds", pick("60", "90")) : Map.of(),
                tags("LoadBalancer"),
                listeners,
                null);
    }

    private static LoadBalancer.SubnetMapping mapping(String id) {
        return new LoadBalancer.SubnetMapping(id, null);
    }

    private List<Listener> listeners() {
        List<Listener> listeners = new ArrayList<>();
        if (random.nextInt(5) > 0) {
            listeners.add(listener(80, "HTTP"));
        }
        if (listeners.isEmpty() || random.nextBoolean()) {
            listeners.add(listener(443, "HTTPS"));
        }
        return listeners;
    }

    private Listener listener(int port, String protocol) {
        boolean tls = protocol.equals("HTTPS");
        return new Listener(
                Integer.toString(port),
                null,
                port,
                protocol,
                tls ? certificates() : List.of(),
                tls ? pick("ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS13-1-2-2021-06") : null,
                null,
                Map.of(),
                List.of(random.nextBoolean() ? forward(random.nextInt(SERVICES)) : notFound()),
                tags(Integer.toString(port)),
                rules(port));
    }

    private List<CertificateRef> certificates() {
        List<CertificateRef> all = new ArrayList<>(List.of(
                new CertificateRef.ByArn("cert-1"),
                new CertificateRef.ByArn("cert-2"),
                new CertificateRef.ByArn("cert-3")));
        Collections.shuffle(all, random);
        return all.subList(0, 1 + random.nextInt(3));
    }

    private List<Rule> rules(int port) {
        List<Rule> rules = new ArrayList<>();
        int count = random.nextInt(7);
        for (int priority = 1; priority <= count; priority++) {
            String resource = port + ":" + priority;
            rules.add(new Rule(resource, null, priority, routing(), tags(resource)));
        }
        return rules;
    }

    private RoutingRule routing() {
        List<Condition> conditions = new ArrayList<>();
        String host = HOSTS.get(random.nextInt(HOSTS.size()));
        if (!host.isEmpty()) {
            conditions.add(new Condition.HostHeader(new Patterns.Wildcards(List.of(host))));
        }
        List<String> path = PATHS.get(random.nextInt(PATHS.size()));
        if (!path.isEmpty() || conditions.isEmpty()) {
            conditions.add(new Condition.PathPattern(new Patterns.Wildcards(path.isEmpty() ? List.of("/*") : path)));
        }
        Action action = random.nextInt(8) == 0 ? notFound() : forward(random.nextInt(SERVICES));
        return new RoutingRule(conditions, List.of(action), List.of());
    }

    private static Action forward(int service) {
        return new Action.Forward(
                List.of(new Action.WeightedTargetGroup(
                        new TargetGroupRef.InStack("shop/web-s" + service + ":80"), null)),
                Action.Stickiness.OFF);
    }

    private static Action notFound() {
        return new Action.FixedResponse("404", "text/plain", null);
    }

    private TargetGroup targetGroup(String resource) {
        String type = random.nextInt(8) == 0 ? "ip" : "instance";
        return new TargetGroup(
                resource,
                null,
                "k8s-" + resource.substring(resource.indexOf('-') + 1, resource.indexOf(':')) + "-" + type,
                type,
                "HTTP",
                "HTTP1",
                30080,
                "ipv4",
                null,
                new TargetGroup.HealthCheck(
                        "traffic-port",
                        "HTTP",
                        pick("/", "/healthz"),
                        15,
                        5,
                        2,
                        2,
                        new TargetGroup.Matcher.HttpCode("200")),
                random.nextInt(3) == 0 ? Map.of("deregistration_delay.timeout_seconds", pick("30", "60")) : Map.of(),
                tags(resource),
                null);
    }

    private static TargetGroupBinding binding(TargetGroup group) {
        return new TargetGroupBinding(
                group.resource(),
                new ObjectKey("shop", group.name()),
                new TargetGroupRef.InStack(group.resource()),
                "web",
                new PortRef.ByNumber(80),
                group.targetType(),
                "ipv4",
                "HTTP",
                null,
                false,
                List.of(new TargetGroupBinding.NetworkingRule(
                        List.of(new Source.Group(new SecurityGroupRef.Backend())),
                        List.of(new TargetGroupBinding.NetworkingPort("TCP", new PortRef.ByNumber(group.port()))))),
                null,
                Map.of("ingress.k8s.aws/stack", "shop"));
    }

    private SecurityGroup securityGroup() {
        return new SecurityGroup(
                "ManagedLBSecurityGroup",
                null,
                "k8s-shop",
                "managed",
                List.of(
                        new Permission("tcp", 80, 80, new Source.Cidr(pick("0.0.0.0/0", "10.0.0.0/8")), ""),
                        new Permission("tcp", 443, 443, new Source.Cidr("0.0.0.0/0"), "")),
                null,
                tags("ManagedLBSecurityGroup"));
    }

    private Map<String, String> tags(String resource) {
        Map<String, String> tracking = Map.of(
                "elbv2.k8s.aws/cluster", "lab", "ingress.k8s.aws/stack", "shop", "ingress.k8s.aws/resource", resource);
        return random.nextInt(4) == 0 ? Edits.plus(tracking, Map.of("team", pick("red", "blue"))) : tracking;
    }

    private String pick(String one, String other) {
        return random.nextBoolean() ? one : other;
    }
}

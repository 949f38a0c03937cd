package io.headgate.system.crash;

import static io.headgate.system.harness.Member.named;

import io.headgate.system.SimulatedAccount;
import io.headgate.system.harness.Care;
import io.headgate.system.harness.Member;
import io.headgate.system.harness.VirtualCluster;
import io.headgate.system.harness.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A change of what users ask for.
 *
 * @param flags of the operator
 * @param care how long the operator waits
 * @param before what is there, and done, when the change comes
 */
record Scenario(String name, List<String> flags, Care care, VirtualCluster before, VirtualCluster after) {

    private static final VirtualCluster NOTHING = VirtualCluster.of();
    private static final Member SECURE =
            named("web").host("web.example.org").with("certificate-arn", World.CERTIFICATE);

    static List<Scenario> all() {
        Member web = named("web");
        Member grouped = web.in("shop").path("/a", "api");
        Member second = named("second").in("shop");
        List<Scenario> scenarios = new ArrayList<>(List.of(
                of("create", NOTHING, web.path("/api", "api")),
                of("create a group", NOTHING, grouped, second),
                of("edit a host", one(web), web.host("other.example.com")),
                of(
                        "edit the order",
                        of(grouped.with("group.order", "1"), second),
                        grouped.with("group.order", "9"),
                        second),
                of("add paths", one(web), web.path("/a", "api").path("/b", "cart")),
                of("remove a path", one(web.path("/a", "api").path("/b", "cart")), web.path("/b", "cart")),
                of("change a Service", one(web), web.onlyPath("/", "api")),
                of("move into a group", of(web, second), web.in("shop"), second),
                of("move between groups", of(grouped, second), web.in("other").path("/a", "api"), second),
                of("delete one of two", of(grouped, second), second),
                of("delete a group", of(grouped, second), NOTHING.members().toArray(Member[]::new)),
                of(
                        "keep what a group had",
                        one(web.withOwn("deletion-policy", "Retain")),
                        NOTHING.members().toArray(Member[]::new)),
                of("replace the scheme", one(web), web.with("scheme", "internet-facing")),
                of("replace the target type", one(web), web.with("target-type", "ip")),
                of("change the protocol of targets", one(web), web.with("backend-protocol", "HTTPS")),
                of("add listeners", one(web), web.with("listen-ports", "[{\"HTTP\":80},{\"HTTP\":8080}]")),
                of("move the listener", one(web.with("listen-ports", "[{\"HTTP\":81}]")), web),
                of("make it secure", one(web.host("web.example.org")), SECURE),
                of("swap certificates", one(SECURE), SECURE.with("certificate-arn", World.OTHER_CERTIFICATE)),
                of("change who may come in", one(web), web.with("inbound-cidrs", "10.0.0.0/8,192.168.0.0/16")),
                of("bring own security groups", one(web), web.with("security-groups", "sg-0d0000000000000d1")),
                of("change attributes", one(web), attributes(web)),
                of("put a web ACL before it", one(web), web.with("wafv2-acl-arn", SimulatedAccount.WEB_ACL)),
                of(
                        "take the web ACL away",
                        one(web.with("wafv2-acl-arn", SimulatedAccount.WEB_ACL)),
                        web.with("wafv2-acl-arn", "none")),
                of("protect it by Shield", one(web), web.with("shield-advanced-protection", "true")),
                of("put a network load balancer before it", one(web), web.with("enable-frontend-nlb", "true")),
                of("take the network load balancer away", one(web.with("enable-frontend-nlb", "true")), web),
                certificates("request a certificate", NOTHING, requested(web)),
                certificates("delete what has a requested certificate", one(requested(web)), NOTHING)));
        scenarios.addAll(slow());
        return scenarios;
    }

    /** Changes in which something is waited for, by the operator or by people. */
    private static List<Scenario> slow() {
        Member web = named("web");
        Member fronted = web.with("enable-frontend-nlb", "true");
        Member redirecting = web.with("listen-ports", "[{\"HTTP\":80},{\"HTTPS\":443}]")
                .host("web.example.org")
                .with("certificate-arn", World.CERTIFICATE);
        return List.of(
                of("change a Service", one(web), web.onlyPath("/", "api")).taking(Care.GATES),
                of("replace the target type", one(web), web.with("target-type", "ip"))
                        .taking(Care.GATES),
                of("serve what redirected", one(redirecting.with("ssl-redirect", "443")), redirecting)
                        .taking(Care.GATES),
                of("replace the scheme", one(web), web.with("scheme", "internet-facing"))
                        .taking(Care.GATES),
                of("replace the scheme behind", one(fronted), fronted.with("scheme", "internet-facing"))
                        .taking(Care.GATES),
                of("replace the scheme", one(web), web.with("scheme", "internet-facing"))
                        .taking(Care.APPROVAL),
                of("delete one of two", of(web.in("shop"), named("second").in("shop")), web.in("shop"))
                        .taking(Care.APPROVAL));
    }

    private Scenario taking(Care slowly) {
        return new Scenario(
                name + ", waiting for " + slowly.name().toLowerCase(Locale.ROOT), flags, slowly, before, after);
    }

    private static Member attributes(Member web) {
        return web.with(
                        "load-balancer-attributes",
                        "idle_timeout.timeout_seconds=30,routing.http.drop_invalid_header_fields.enabled=true")
                .with("target-group-attributes", "deregistration_delay.timeout_seconds=10")
                .with("tags", "team=shop")
                .with("healthcheck-path", "/healthz");
    }

    private static Member requested(Member web) {
        return web.with("listen-ports", "[{\"HTTPS\":443}]").with("create-acm-cert", "true");
    }

    private static Scenario certificates(String name, VirtualCluster before, Member after) {
        return certificates(name, before, VirtualCluster.of(after));
    }

    private static Scenario certificates(String name, VirtualCluster before, VirtualCluster after) {
        return new Scenario(
                name, List.of("--feature-gates=EnableCertificateManagement=true"), Care.NONE, before, after);
    }

    private static Scenario of(String name, VirtualCluster before, Member... after) {
        return new Scenario(name, List.of(), Care.NONE, before, VirtualCluster.of(after));
    }

    private static VirtualCluster of(Member... members) {
        return VirtualCluster.of(members);
    }

    private static VirtualCluster one(Member member) {
        return VirtualCluster.of(member);
    }

    @Override
    public String toString() {
        return name;
    }
}

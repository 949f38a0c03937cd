package io.headgate.system.harness;

import io.headgate.core.naming.TrackingTags;
import io.headgate.simulator.AccountSnapshot;
import io.headgate.simulator.elbv2.Listener;
import io.headgate.simulator.elbv2.LoadBalancer;
import io.headgate.simulator.elbv2.Rule;
import io.headgate.simulator.elbv2.TargetGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an account holds, in lines that are equal when two accounts serve the same: ids and ARNs are told by names, order matters where AWS
 * says so. Numbers of priorities do not matter, only the order that they make.
 */
final class AccountPicture {

    private final AccountSnapshot account;
    private final Instant now;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    private AccountPicture(AccountSnapshot account, Instant now) {
        this.account = account;
        this.now = now;
    }

    /** Sorted lines. */
    static List<String> of(AccountSnapshot account, Instant now) {
        AccountPicture picture = new AccountPicture(account, now);
        picture.name();
        picture.draw();
        return picture.lines.stream().map(picture::named).sorted().toList();
    }

    private void name() {
        account.loadBalancers().forEach(balancer -> {
            names.put(balancer.arn(), "lb/" + balancer.name());
            names.put(balancer.dnsName(), "dns/" + balancer.name());
        });
        account.targetGroups().forEach(group -> names.put(group.arn(), "tg/" + group.name()));
        account.securityGroups().forEach(group -> names.put(group.id(), "sg/" + group.name()));
        account.certificates()
                .forEach(certificate -> names.put(
                        certificate.arn(),
                        certificate.type().equals("AMAZON_ISSUED") && certificate.fixedStatus() == null
                                ? "certificate of " + certificate.names()
                                : certificate.arn()));
        account.listeners().forEach(listener -> names.put(listener.arn(), listenerName(listener)));
    }

    private String listenerName(Listener listener) {
        return names.get(listener.loadBalancerArn()) + ":" + listener.port();
    }

    /** Longer ids first, since the ARN of a listener begins like that of its load balancer. */
    private String named(String line) {
        String result = line;
        List<String> ids = names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String id : ids) {
            result = result.replace(id, names.getOrDefault(id, id));
        }
        return result;
    }

    private void draw() {
        account.loadBalancers().forEach(this::draw);
        account.listeners().forEach(this::draw);
        account.targetGroups().forEach(this::draw);
        account.securityGroups()
                .forEach(group -> lines.add(group.id() + " " + group.description() + " " + tags(group.id())));
        account.securityGroupRules()
                .forEach(rule -> lines.add(String.join(
                        " ",
                        rule.groupId(),
                        rule.egress() ? "out" : "in",
                        rule.protocol(),
                        rule.fromPort() + "-" + rule.toPort(),
                        rule.peer().toString(),
                        rule.description())));
        account.certificates()
                .forEach(certificate -> lines.add("certificate " + certificate.names() + " " + certificate.status(now)
                        + " " + tags(certificate.arn())));
    }

    private void draw(LoadBalancer balancer) {
        lines.add(String.join(
                " ",
                balancer.arn(),
                balancer.type(),
                balancer.scheme(),
                balancer.ipAddressType(),
                balancer.subnetIds().stream().sorted().toList().toString(),
                balancer.securityGroups().stream()
                        .map(this::named)
                        .sorted()
                        .toList()
                        .toString(),
                new TreeMap<>(balancer.attributes()).toString(),
                balancer.extras().toString(),
                tags(balancer.arn())));
    }

    private void draw(Listener listener) {
        lines.add(String.join(
                " ",
                listener.arn(),
                listener.protocol(),
                listener.certificates().toString(),
                String.valueOf(listener.sslPolicy()),
                listener.mutualAuthentication().toString(),
                listener.defaultActions().toString(),
                new TreeMap<>(listener.attributes()).toString(),
                tags(listener.arn())));
        List<Rule> rules = account.rules().getOrDefault(listener.arn(), List.of());
        for (int place = 0; place < rules.size(); place++) {
            Rule rule = rules.get(place);
            Map<String, String> tags = new TreeMap<>(account.tags().getOrDefault(rule.arn(), Map.of()));
            tags.remove(TrackingTags.RESOURCE);
            lines.add(listener.arn() + " rule " + place + " " + rule.routing() + " " + tags);
        }
    }

    private void draw(TargetGroup group) {
        lines.add(String.join(
                " ",
                group.arn(),
                group.targetType(),
                group.protocol(),
                String.valueOf(group.protocolVersion()),
                String.valueOf(group.port()),
                group.healthCheck().toString(),
                new TreeMap<>(group.attributes()).toString(),
                tags(group.arn()),
                targets(group.arn()).toString()));
    }

    private Collection<String> targets(String group) {
        return account.targetHealth().getOrDefault(group, Map.of()).entrySet().stream()
                .filter(target -> !target.getValue().state().equals("draining"))
                .map(target -> target.getKey().id() + ":" + target.getKey().port())
                .sorted()
                .toList();
    }

    private String tags(String id) {
        return new TreeMap<>(account.tags().getOrDefault(id, Map.of())).toString();
    }
}

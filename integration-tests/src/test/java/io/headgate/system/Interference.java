package io.headgate.system;

import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.AwsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.shield.model.ResourceNotFoundException;

/** Somebody else in the account of one load balancer, who changes things by hand; and the state of that account, by names. */
final class Interference implements AutoCloseable {

    private final AwsClients clients;
    private final ElasticLoadBalancingV2Client elb;
    private final Ec2Client ec2;

    private Interference(AwsClients clients) {
        this.clients = clients;
        this.elb = clients.elb();
        this.ec2 = clients.ec2();
    }

    static Interference with(SimulatedAccount account) {
        AwsSettings settings = AwsSettings.of("others", SimulatedAccount.REGION, SimulatedAccount.VPC)
                .withLocalEndpoint(account.endpoint());
        return new Interference(AwsClients.create(settings, new SimpleMeterRegistry(), InstantSource.system()));
    }

    void deleteRule() {
        elb.deleteRule(request -> request.ruleArn(rule().ruleArn()));
    }

    void changeRule() {
        elb.modifyRule(request -> request.ruleArn(rule().ruleArn()).actions(refusal()));
    }

    void deleteListener() {
        elb.deleteListener(request -> request.listenerArn(listener().listenerArn()));
    }

    void changeListener() {
        elb.modifyListener(
                request -> request.listenerArn(listener().listenerArn()).defaultActions(refusal()));
    }

    private static Action refusal() {
        return Action.builder()
                .type(ActionTypeEnum.FIXED_RESPONSE)
                .fixedResponseConfig(response -> response.statusCode("503"))
                .build();
    }

    /** Revokes what lets clients reach the load balancer. */
    void closeLoadBalancer() {
        close(group -> group.tags().stream().anyMatch(tag -> tag.key().equals("ingress.k8s.aws/stack")));
    }

    /** Revokes what lets the load balancer reach the nodes. */
    void closeNodes() {
        close(group -> group.ipPermissions().stream()
                .flatMap(permission -> permission.userIdGroupPairs().stream())
                .anyMatch(pair -> "elbv2.k8s.aws/targetGroupBinding=shared".equals(pair.description())));
    }

    private void close(Predicate<SecurityGroup> which) {
        securityGroups().stream()
                .filter(which)
                .forEach(group -> ec2.revokeSecurityGroupIngress(
                        request -> request.groupId(group.groupId()).ipPermissions(group.ipPermissions())));
    }

    void changeHealthCheck() {
        elb.modifyTargetGroup(request ->
                request.targetGroupArn(targetGroup().targetGroupArn()).healthCheckPath("/elsewhere"));
    }

    void changeLoadBalancerAttribute() {
        elb.modifyLoadBalancerAttributes(request -> request.loadBalancerArn(loadBalancer())
                .attributes(LoadBalancerAttribute.builder()
                        .key("idle_timeout.timeout_seconds")
                        .value("11")
                        .build()));
    }

    void changeTargetGroupAttribute() {
        elb.modifyTargetGroupAttributes(
                request -> request.targetGroupArn(targetGroup().targetGroupArn())
                        .attributes(TargetGroupAttribute.builder()
                                .key("slow_start.duration_seconds")
                                .value("66")
                                .build()));
    }

    void changeTag() {
        elb.addTags(request -> request.resourceArns(loadBalancer())
                .tags(Tag.builder().key("team").value("others").build()));
    }

    void deleteTargetGroup() {
        deleteRule();
        elb.deleteTargetGroup(request -> request.targetGroupArn(targetGroup().targetGroupArn()));
    }

    void deleteLoadBalancer() {
        elb.deleteLoadBalancer(request -> request.loadBalancerArn(loadBalancer()));
    }

    void takeWebAcl() {
        clients.wafv2().disassociateWebACL(request -> request.resourceArn(loadBalancer()));
    }

    void takeProtection() {
        String id = clients.shield()
                .describeProtection(request -> request.resourceArn(loadBalancer()))
                .protection()
                .id();
        clients.shield().deleteProtection(request -> request.protectionId(id));
    }

    /** What guards a load balancer. */
    private String guards(String arn) {
        var acl = clients.wafv2()
                .getWebACLForResource(request -> request.resourceArn(arn))
                .webACL();
        return (acl == null ? "no web ACL" : acl.arn()) + ", " + protection(arn);
    }

    private String protection(String arn) {
        try {
            return clients.shield()
                    .describeProtection(request -> request.resourceArn(arn))
                    .protection()
                    .name();
        } catch (ResourceNotFoundException none) {
            return "no protection";
        }
    }

    /** Load balancers, listeners, rules, target groups with targets, and permissions; without what AWS chooses itself. */
    Map<String, Object> state() {
        Map<String, Object> state = new TreeMap<>();
        Map<String, String> names = new HashMap<>();
        elb.describeTargetGroups().targetGroups().forEach(group -> {
            names.put(group.targetGroupArn(), group.targetGroupName());
            state.put("target group " + group.targetGroupName(), targetGroup(group));
        });
        elb.describeLoadBalancers().loadBalancers().forEach(balancer -> {
            String arn = balancer.loadBalancerArn();
            state.put(
                    "load balancer " + balancer.loadBalancerName(),
                    List.of(
                            elb
                                    .describeLoadBalancerAttributes(request -> request.loadBalancerArn(arn))
                                    .attributes()
                                    .stream()
                                    .collect(Collectors.toMap(each -> each.key(), each -> each.value())),
                            tags(arn),
                            guards(arn)));
            elb.describeListeners(request -> request.loadBalancerArn(arn))
                    .listeners()
                    .forEach(listener -> state.put(
                            "listener " + listener.port(),
                            List.of(text(listener.defaultActions(), names), rules(listener, names))));
        });
        securityGroups().forEach(group -> state.put("security group " + group.groupName(), permissions(group)));
        return state;
    }

    private List<Object> targetGroup(TargetGroup group) {
        String arn = group.targetGroupArn();
        return List.of(
                group.healthCheckPath(),
                elb.describeTargetGroupAttributes(request -> request.targetGroupArn(arn)).attributes().stream()
                        .collect(Collectors.toMap(each -> each.key(), each -> each.value())),
                elb.describeTargetHealth(request -> request.targetGroupArn(arn)).targetHealthDescriptions().stream()
                        .map(target -> target.target().id())
                        .collect(Collectors.toSet()));
    }

    private List<String> rules(Listener listener, Map<String, String> names) {
        return rulesOf(listener).stream()
                .map(rule -> rule.conditions() + " " + text(rule.actions(), names))
                .toList();
    }

    /** Target groups by their names. */
    private static String text(List<Action> actions, Map<String, String> names) {
        String text = actions.toString();
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text;
    }

    private Map<String, String> tags(String arn) {
        return elb.describeTags(request -> request.resourceArns(arn)).tagDescriptions().stream()
                .flatMap(description -> description.tags().stream())
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private Set<String> permissions(SecurityGroup group) {
        return group.ipPermissions().stream().map(IpPermission::toString).collect(Collectors.toSet());
    }

    private List<SecurityGroup> securityGroups() {
        return ec2.describeSecurityGroups().securityGroups();
    }

    private String loadBalancer() {
        return elb.describeLoadBalancers().loadBalancers().getFirst().loadBalancerArn();
    }

    private Listener listener() {
        return elb.describeListeners(request -> request.loadBalancerArn(loadBalancer()))
                .listeners()
                .getFirst();
    }

    private Rule rule() {
        return rulesOf(listener()).getFirst();
    }

    private List<Rule> rulesOf(Listener listener) {
        return elb.describeRules(request -> request.listenerArn(listener.listenerArn())).rules().stream()
                .filter(rule -> !Boolean.TRUE.equals(rule.isDefault()))
                .toList();
    }

    private TargetGroup targetGroup() {
        return elb.describeTargetGroups().targetGroups().getFirst();
    }

    @Override
    public void close() {
        clients.close();
    }
}

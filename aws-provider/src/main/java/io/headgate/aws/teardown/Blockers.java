package io.headgate.aws.teardown;

import io.headgate.aws.client.AwsClients;
import io.headgate.core.access.NodePermissions;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cloud.Outcome.FailedStep;
import io.headgate.core.group.Instance;
import io.headgate.core.plan.AddonStep;
import io.headgate.core.plan.BindingStep;
import io.headgate.core.plan.CertificateStep;
import io.headgate.core.plan.ListenerStep;
import io.headgate.core.plan.LoadBalancerStep;
import io.headgate.core.plan.RuleStep;
import io.headgate.core.plan.SecurityGroupStep;
import io.headgate.core.plan.Step;
import io.headgate.core.plan.TagStep;
import io.headgate.core.plan.TargetGroupStep;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * Says what stands in the way when AWS refuses to remove something because it is in use: AWS itself names nothing. Asked only after such a
 * refusal, a few reading calls each. What cannot be read is left out; the refusal of AWS stays in the text.
 */
public final class Blockers {

    private final AwsClients clients;
    private final Instance instance;

    public Blockers(AwsClients clients, Instance instance) {
        this.clients = clients;
        this.instance = instance;
    }

    /** The same outcome, with the refusals explained. */
    public Outcome explain(Outcome outcome) {
        return outcome.failures().stream().noneMatch(failed -> failed.failure() instanceof Failure.InUse)
                ? outcome
                : new Outcome(
                        outcome.observed(),
                        outcome.failures().stream().map(this::explain).toList(),
                        outcome.held());
    }

    private FailedStep explain(FailedStep failed) {
        return failed.failure() instanceof Failure.InUse refusal
                ? new FailedStep(failed.step(), explained(refusal, blockers(failed.step())))
                : failed;
    }

    private Stream<String> blockers(Step step) {
        return switch (step) {
            case SecurityGroupStep.DeleteSecurityGroup(String id) -> ofSecurityGroup(id);
            case TargetGroupStep.DeleteTargetGroup(String arn) -> ofTargetGroup(arn);
            case CertificateStep.DeleteCertificate(String arn) -> ofCertificate(arn);
            case SecurityGroupStep _,
                    TargetGroupStep _,
                    CertificateStep _,
                    LoadBalancerStep _,
                    ListenerStep _,
                    RuleStep _,
                    TagStep _,
                    AddonStep _,
                    BindingStep _ -> Stream.of();
        };
    }

    /** The same for the removal of a security group that is no step. */
    public Failure explain(Failure failure, String securityGroupId) {
        return failure instanceof Failure.InUse refusal
                ? explained(refusal, ofSecurityGroup(securityGroupId))
                : failure;
    }

    private static Failure explained(Failure.InUse refusal, Stream<String> blockers) {
        try {
            String all = blockers.collect(Collectors.joining("; "));
            return all.isEmpty() ? refusal : new Failure.InUse(refusal.code(), all);
        } catch (SdkException unread) {
            return refusal;
        }
    }

    private Stream<String> ofSecurityGroup(String id) {
        return Stream.concat(
                Stream.of("ip-permission.group-id", "egress.ip-permission.group-id")
                        .flatMap(filter -> naming(filter, id))
                        .distinct(),
                Stream.of(filter("group-id", id))
                        .flatMap(filter -> clients
                                .ec2()
                                .describeNetworkInterfacesPaginator(request -> request.filters(filter))
                                .networkInterfaces()
                                .stream()
                                .map(each -> "security group " + id + " is used by " + words(each))));
    }

    private Stream<String> naming(String filter, String id) {
        Set<String> groups = clients
                .ec2()
                .describeSecurityGroupsPaginator(request -> request.filters(filter(filter, id)))
                .securityGroups()
                .stream()
                .map(SecurityGroup::groupId)
                .filter(group -> !group.equals(id))
                .collect(Collectors.toSet());
        return groups.stream().sorted().flatMap(group -> rules(group, id));
    }

    private Stream<String> rules(String group, String named) {
        try {
            return clients
                    .ec2()
                    .describeSecurityGroupRulesPaginator(request -> request.filters(filter("group-id", group)))
                    .securityGroupRules()
                    .stream()
                    .filter(rule -> rule.referencedGroupInfo() != null
                            && named.equals(rule.referencedGroupInfo().groupId()))
                    .map(rule -> "security group " + named + " is named by " + words(rule));
        } catch (SdkException unread) {
            return Stream.of("security group " + named + " is named by a rule of " + group + ": remove that rule");
        }
    }

    private String words(SecurityGroupRule rule) {
        String where = "rule " + rule.securityGroupRuleId() + " of " + rule.groupId() + " ("
                + (Boolean.TRUE.equals(rule.isEgress()) ? "outbound " : "inbound ")
                + traffic(rule) + ")";
        boolean ours = NodePermissions.description(instance).equals(rule.description());
        return ours
                ? where + ", which was made for targets: it goes with their TargetGroupBindings"
                : where + ", which is not ours: remove that rule";
    }

    private static String traffic(SecurityGroupRule rule) {
        if ("-1".equals(rule.ipProtocol())) {
            return "all traffic";
        }
        return rule.ipProtocol() + " "
                + (rule.fromPort().equals(rule.toPort())
                        ? String.valueOf(rule.fromPort())
                        : rule.fromPort() + "-" + rule.toPort());
    }

    private static String words(NetworkInterface each) {
        String which = "interface " + each.networkInterfaceId()
                + (each.description() == null || each.description().isEmpty() ? "" : " (" + each.description() + ")");
        if (Boolean.TRUE.equals(each.requesterManaged())) {
            return which + ", which AWS removes with its load balancer: that takes some minutes";
        }
        String instanceId = each.attachment() == null ? null : each.attachment().instanceId();
        return which + (instanceId == null ? "" : " of instance " + instanceId) + ": take the security group from it";
    }

    private Stream<String> ofTargetGroup(String arn) {
        return clients.elb().describeTargetGroups(request -> request.targetGroupArns(arn)).targetGroups().stream()
                .flatMap(group -> group.loadBalancerArns().stream())
                .map(balancer -> "target group " + arn + " is used by a rule of load balancer " + balancer
                        + ": remove that rule");
    }

    private Stream<String> ofCertificate(String arn) {
        return Optional.ofNullable(clients.acm()
                        .describeCertificate(request -> request.certificateArn(arn))
                        .certificate())
                .stream()
                .flatMap(certificate -> certificate.inUseBy().stream())
                .map(user -> "certificate " + arn + " is used by " + user + ": give that another certificate");
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}

package io.headgate.simulator.policy;

import io.headgate.simulator.account.Identity;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.RecordedCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a call needs to be allowed: its own action on each resource that it names, and further actions that AWS checks with it (Service
 * Authorization Reference, columns "Resource types" and "Dependent actions").
 */
final class Requirements {

    private static final Map<String, String> PREFIXES = Map.of("tagging", "tag");
    private static final List<String> ELB_RESOURCES =
            List.of("RuleArn", "ListenerArn", "TargetGroupArn", "LoadBalancerArn", "TrustStoreArn");

    private static final String CREATION_OF_BALANCERS = "CreateLoadBalancer";

    private final AtomicBoolean serviceLinkedRole = new AtomicBoolean();
    private final Identity identity;
    private final Function<String, Map<String, String>> tags;

    /** @param tags of a resource, by its ARN at ELBv2 and ACM, by its id at EC2 */
    Requirements(Identity identity, Function<String, Map<String, String>> tags) {
        this.identity = identity;
        this.tags = tags;
    }

    List<Check> of(ApiCall call) {
        String action = PREFIXES.getOrDefault(call.service(), call.service()) + ":" + call.operation();
        return RecordedCall.reads(call.operation())
                ? List.of(new Check(action, readResource(call), Map.of()))
                : switch (call.service()) {
                    case "elasticloadbalancing" -> elb(call, action);
                    case "ec2" -> ec2(call, action);
                    case "acm" -> acm(call, action);
                    case "route53" -> List.of(new Check(action, readResource(call), recordSets(call.input())));
                    case "wafv2", "waf-regional" -> waf(call, action);
                    case "sts" ->
                        List.of(new Check(action, call.input().text("RoleArn").orElse("*"), Map.of()));
                    case String _ -> List.of(new Check(action, "*", Map.of()));
                };
    }

    /** Reads of one thing can be limited to it in some services; those of ELBv2 and EC2 cannot. */
    private String readResource(ApiCall call) {
        Fields input = call.input();
        return switch (call.service()) {
            case "acm" -> input.text("CertificateArn").orElse("*");
            case "route53" ->
                input.text("Id").map(id -> "arn:aws:route53:::hostedzone/" + id).orElse("*");
            case "wafv2", "waf-regional" -> input.text("ResourceArn").orElse("*");
            case String _ -> "*";
        };
    }

    private List<Check> elb(ApiCall call, String action) {
        Fields input = call.input();
        Map<String, String> wanted = tags(input.structs("Tags"));
        List<Check> checks = new ArrayList<>();
        switch (call.operation()) {
            case CREATION_OF_BALANCERS, "CreateTargetGroup" -> {
                String made = elbArn(call.operation(), input);
                checks.add(check(action, made, wanted, Map.of()));
                addElbTags(checks, call.operation(), made, wanted);
            }
            case "CreateListener", "CreateRule" -> {
                String parent = input.text(call.operation().equals("CreateRule") ? "ListenerArn" : "LoadBalancerArn")
                        .orElse("*");
                checks.add(check(action, parent, wanted, tags.apply(parent)));
                String kind = call.operation().equals("CreateRule") ? ":listener-rule/" : ":listener/";
                addElbTags(
                        checks,
                        call.operation(),
                        parent.replaceFirst(":(loadbalancer|listener)/", kind) + "/*",
                        wanted);
            }
            case "AddTags", "RemoveTags" ->
                input.texts("ResourceArns").forEach(arn -> checks.add(check(action, arn, wanted, tags.apply(arn))));
            case "SetRulePriorities" ->
                input.structs("RulePriorities").stream()
                        .flatMap(pair -> pair.text("RuleArn").stream())
                        .forEach(arn -> checks.add(check(action, arn, Map.of(), tags.apply(arn))));
            case String _ -> {
                String arn = ELB_RESOURCES.stream()
                        .flatMap(name -> input.text(name).stream())
                        .findFirst()
                        .orElse("*");
                checks.add(check(action, arn, Map.of(), tags.apply(arn)));
            }
        }
        if (call.operation().equals(CREATION_OF_BALANCERS) && !serviceLinkedRole.get()) {
            checks.add(new Check(
                    "iam:CreateServiceLinkedRole",
                    "arn:aws:iam::" + identity.accountId()
                            + ":role/aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing",
                    Map.of("iam:AWSServiceName", List.of("elasticloadbalancing.amazonaws.com"))));
        }
        if (authenticatesByCognito(input)) {
            checks.add(new Check("cognito-idp:DescribeUserPoolClient", "*", Map.of()));
        }
        return checks;
    }

    /** The first load balancer of an account has AWS make a role, in the name of the caller (ELB user guide, "Service-linked role"). */
    void done(ApiCall call, Answer answer) {
        if (call.operation().equals(CREATION_OF_BALANCERS) && answer instanceof Answer.Success) {
            serviceLinkedRole.set(true);
        }
    }

    private static Map<String, List<String>> recordSets(Fields input) {
        List<Fields> changes = input.struct("ChangeBatch").flatMap(batch -> batch.struct("Changes")).stream()
                .flatMap(list -> list.structs("Change").stream())
                .toList();
        return Map.of(
                "route53:ChangeResourceRecordSetsActions",
                changes.stream()
                        .flatMap(change -> change.text("Action").stream())
                        .toList(),
                "route53:ChangeResourceRecordSetsRecordTypes",
                changes.stream()
                        .flatMap(change -> change.struct("ResourceRecordSet").stream())
                        .flatMap(set -> set.text("Type").stream())
                        .toList());
    }

    private static boolean authenticatesByCognito(Fields input) {
        return Stream.of("Actions", "DefaultActions")
                .flatMap(name -> input.structs(name).stream())
                .anyMatch(action -> action.struct("AuthenticateCognitoConfig").isPresent());
    }

    /** Tags that come with a creation are checked as if they were added (ELBv2 user guide, "Tag resources during creation"). */
    private static void addElbTags(List<Check> checks, String operation, String made, Map<String, String> wanted) {
        if (!wanted.isEmpty()) {
            Map<String, List<String>> context = new HashMap<>(context(wanted, Map.of()));
            context.put("elasticloadbalancing:CreateAction", List.of(operation));
            checks.add(new Check("elasticloadbalancing:AddTags", made, context));
        }
    }

    private String elbArn(String operation, Fields input) {
        String name = input.text("Name").orElse("*");
        String kind = input.text("Type").filter("network"::equals).isPresent() ? "net" : "app";
        return identity.arn(
                "elasticloadbalancing",
                operation.equals("CreateTargetGroup")
                        ? "targetgroup/" + name + "/*"
                        : "loadbalancer/" + kind + "/" + name + "/*");
    }

    private List<Check> ec2(ApiCall call, String action) {
        Fields input = call.input();
        List<Check> checks = new ArrayList<>();
        switch (call.operation()) {
            case "CreateSecurityGroup" -> {
                Map<String, String> wanted = tags(input.structs("TagSpecification").stream()
                        .flatMap(specification -> specification.structs("Tag").stream())
                        .toList());
                String made = ec2Arn("security-group/*");
                String vpc = input.text("VpcId").orElse("*");
                checks.add(check(action, ec2Arn("vpc/" + vpc), Map.of(), tags.apply(vpc)));
                checks.add(check(action, made, wanted, Map.of()));
                if (!wanted.isEmpty()) {
                    Map<String, List<String>> context = new HashMap<>(context(wanted, Map.of()));
                    context.put("ec2:CreateAction", List.of(call.operation()));
                    checks.add(new Check("ec2:CreateTags", made, context));
                }
            }
            case "CreateTags", "DeleteTags" ->
                input.texts("ResourceId")
                        .forEach(id -> checks.add(check(
                                action, ec2Arn(kind(id) + "/" + id), tags(input.structs("Tag")), tags.apply(id))));
            case String _ -> {
                Optional<String> group = input.text("GroupId");
                checks.add(check(
                        action,
                        group.map(id -> ec2Arn("security-group/" + id)).orElse("*"),
                        Map.of(),
                        group.map(tags).orElse(Map.of())));
            }
        }
        return checks;
    }

    private String ec2Arn(String resource) {
        return identity.arn("ec2", resource);
    }

    private static String kind(String id) {
        return id.startsWith("sg-") ? "security-group" : id.replaceFirst("-.*", "");
    }

    private List<Check> acm(ApiCall call, String action) {
        Fields input = call.input();
        Map<String, String> wanted = tags(input.structs("Tags"));
        String arn = input.text("CertificateArn").orElse(identity.arn("acm", "certificate/*"));
        List<Check> checks = new ArrayList<>();
        checks.add(check(action, arn, wanted, tags.apply(arn)));
        if (call.operation().equals("RequestCertificate") && !wanted.isEmpty()) {
            checks.add(check("acm:AddTagsToCertificate", arn, wanted, Map.of()));
        }
        return checks;
    }

    /** A web ACL and its load balancer are both asked; what ELBv2 does for it has an action of its own. */
    private List<Check> waf(ApiCall call, String action) {
        Fields input = call.input();
        String balancer = input.text("ResourceArn").orElse("*");
        List<Check> checks = new ArrayList<>();
        input.text("WebACLArn").ifPresent(acl -> checks.add(new Check(action, acl, Map.of())));
        checks.add(check(action, balancer, Map.of(), tags.apply(balancer)));
        checks.add(check("elasticloadbalancing:SetWebAcl", balancer, Map.of(), tags.apply(balancer)));
        return checks;
    }

    private static Check check(
            String action, String resource, Map<String, String> wanted, Map<String, String> present) {
        return new Check(action, resource, context(wanted, present));
    }

    private static Map<String, List<String>> context(Map<String, String> wanted, Map<String, String> present) {
        Map<String, List<String>> context = new HashMap<>();
        wanted.forEach((key, value) -> context.put("aws:RequestTag/" + key, List.of(value)));
        present.forEach((key, value) -> context.put("aws:ResourceTag/" + key, List.of(value)));
        if (!wanted.isEmpty()) {
            context.put("aws:TagKeys", List.copyOf(wanted.keySet()));
        }
        return context;
    }

    private static Map<String, String> tags(List<Fields> wired) {
        Map<String, String> tags = new HashMap<>();
        wired.forEach(tag ->
                tag.text("Key").ifPresent(key -> tags.put(key, tag.text("Value").orElse(""))));
        return tags;
    }
}

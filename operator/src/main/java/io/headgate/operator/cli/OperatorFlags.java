package io.headgate.operator.cli;

import io.headgate.core.group.Instance;
import io.headgate.core.settings.AwsLimits;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.settings.RuleOrder;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The flags of the operator that decide what is built, under the names of aws-load-balancer-controller. Each is also an environment
 * variable: {@code --cluster-name} is {@code HEADGATE_CLUSTER_NAME} (see {@link EnvironmentDefaults}).
 */
public final class OperatorFlags {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--cluster-name", paramLabel = "NAME", description = "Name of the cluster, part of names and tags")
    @Nullable
    String clusterName;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            converter = InstanceConverter.class,
            description = "Name of this operator among several in one cluster, a tag and label of all that it makes;"
                    + " --controllers, --ingress-class and --leader-election-id then have -NAME at the end of their"
                    + " defaults")
    Instance instance = Instance.UNNAMED;

    @Option(
            names = "--ingress-class",
            paramLabel = "NAME",
            defaultValue = "alb",
            description = "Value of the old class annotation that is served; empty: Ingresses without class too")
    String ingressClass = "alb";

    @Option(
            names = "--controllers",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "ingress.k8s.aws/alb,headgate.io/alb",
            description =
                    "Controllers of IngressClasses that are served by AWS; empty: only the class of the proxy is served,"
                            + " and no account is needed")
    Set<String> controllers = Set.of();

    @Option(names = "--aws-region", paramLabel = "REGION", description = "Region of the load balancers")
    @Nullable
    String awsRegion;

    @Option(names = "--aws-vpc-id", paramLabel = "ID", description = "VPC of the cluster")
    @Nullable
    String awsVpcId;

    @Option(
            names = "--default-target-type",
            paramLabel = "TYPE",
            defaultValue = "instance",
            description = "Target type where none is set: instance or ip")
    String defaultTargetType = "instance";

    @Option(
            names = "--default-load-balancer-scheme",
            paramLabel = "SCHEME",
            defaultValue = "internal",
            description = "Scheme where none is set: internal or internet-facing")
    String defaultLoadBalancerScheme = "internal";

    @Option(
            names = "--default-ssl-policy",
            paramLabel = "NAME",
            defaultValue = "ELBSecurityPolicy-2016-08",
            description = "Security policy of HTTPS listeners where none is set")
    String defaultSslPolicy = "ELBSecurityPolicy-2016-08";

    @Option(
            names = "--default-tags",
            paramLabel = "KEY=VALUE[,...]",
            converter = TagsConverter.class,
            description = "Tags of everything that is made in AWS")
    TagsConverter.Tags defaultTags = TagsConverter.Tags.NONE;

    @Option(
            names = "--external-managed-tags",
            split = ",",
            paramLabel = "KEY",
            description = "Tag keys that others manage and that are never touched")
    Set<String> externalManagedTags = Set.of();

    @Option(
            names = "--allowed-certificate-authority-arns",
            split = ",",
            paramLabel = "ARN",
            description = "Only certificates of these private authorities are discovered")
    List<String> allowedCertificateAuthorityArns = List.of();

    @Option(
            names = "--default-pca-arn",
            paramLabel = "ARN",
            description = "Private authority for requested certificates")
    @Nullable
    String defaultPcaArn;

    @Option(
            names = "--enable-backend-security-group",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            converter = GoBooleanConverter.class,
            description = "Use one shared security group as source of traffic to targets")
    boolean enableBackendSecurityGroup = true;

    @Option(
            names = "--backend-security-group",
            paramLabel = "ID",
            description = "The shared group; made when not given")
    @Nullable
    String backendSecurityGroup;

    @Option(
            names = "--enable-manage-backend-security-group-rules",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            converter = GoBooleanConverter.class,
            description = "Manage rules of targets also with own security groups")
    boolean enableManageBackendSecurityGroupRules;

    @Option(
            names = "--disable-restricted-sg-rules",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            converter = GoBooleanConverter.class,
            description = "Open all ports of targets instead of those used")
    boolean disableRestrictedSgRules;

    @Option(
            names = "--tolerate-non-existent-backend-service",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            converter = GoBooleanConverter.class,
            description = "Answer 503 for a Service that does not exist instead of refusing the Ingress")
    boolean tolerateNonExistentBackendService = true;

    @Option(
            names = "--tolerate-non-existent-backend-action",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            converter = GoBooleanConverter.class,
            description = "Answer 503 for an action that does not exist instead of refusing the Ingress")
    boolean tolerateNonExistentBackendAction = true;

    @Option(
            names = "--enable-waf",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            converter = GoBooleanConverter.class,
            description = "Serve annotations of WAF Classic Regional")
    boolean enableWaf = true;

    @Option(
            names = "--enable-wafv2",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            converter = GoBooleanConverter.class,
            description = "Serve annotations of WAFv2")
    boolean enableWafv2 = true;

    @Option(
            names = "--enable-shield",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            converter = GoBooleanConverter.class,
            description = "Serve annotations of Shield Advanced")
    boolean enableShield = true;

    @Option(
            names = "--feature-gates",
            paramLabel = "NAME=BOOL[,...]",
            converter = FeatureGatesConverter.class,
            description = "Feature gates of aws-load-balancer-controller")
    FeatureGatesConverter.Gates featureGates = FeatureGatesConverter.Gates.NONE;

    @Option(
            names = "--default-rule-order",
            paramLabel = "ORDER",
            defaultValue = "as-written",
            converter = RuleOrderConverter.class,
            description = "Order of the rules of groups that do not say it: as-written or specificity")
    RuleOrder defaultRuleOrder = RuleOrder.AS_WRITTEN;

    @Mixin
    QuotaFlags quotas = new QuotaFlags();

    @Option(
            names = "--aws-limits",
            paramLabel = "MODE",
            description = "What becomes of an Ingress that asks for what AWS refuses: refuse or report;"
                    + " without the flag the operator refuses it and other commands report it")
    @Nullable
    AwsLimits awsLimits;

    /**
     * The settings of the compiler that flags as on the command line give.
     *
     * @param fallbackClusterName the cluster where no flag names it
     * @throws picocli.CommandLine.ParameterException if there is no such flag, or its value is not one
     */
    public static CompilerSettings parse(List<String> arguments, String fallbackClusterName) {
        OperatorFlags flags = new OperatorFlags();
        CommandLine command = new CommandLine(flags);
        ForeignFlags.addTo(command);
        command.parseArgs(arguments.toArray(String[]::new));
        return flags.settings(fallbackClusterName);
    }

    /** Flags and gates that were given and have no effect. */
    List<String> withoutEffect() {
        return ForeignFlags.given(
                command().getParseResult(), featureGates.byName().keySet());
    }

    /**
     * The settings of the compiler in the operator. {@code clusterName} is used where the flag is not given.
     *
     * @throws picocli.CommandLine.ParameterException if flags do not fit together
     */
    CompilerSettings settings(String fallbackClusterName) {
        return settings(fallbackClusterName, AwsLimits.REFUSE);
    }

    /** The same offline, where a state can be of interest that AWS refuses. */
    CompilerSettings offlineSettings(String fallbackClusterName) {
        return settings(fallbackClusterName, AwsLimits.REPORT);
    }

    private CompilerSettings settings(String fallbackClusterName, AwsLimits otherwise) {
        FlagChecks.conflict(this).ifPresent(conflict -> {
            throw new CommandLine.ParameterException(command(), conflict);
        });
        return new CompilerSettings(
                clusterName == null ? fallbackClusterName : clusterName,
                instance,
                InstanceDefaults.ingressClass(ingressClass, instance),
                InstanceDefaults.controllers(named(controllers), instance),
                defaultTargetType,
                defaultLoadBalancerScheme,
                defaultSslPolicy,
                defaultTags.byKey(),
                named(externalManagedTags),
                List.copyOf(named(allowedCertificateAuthorityArns)),
                defaultPcaArn,
                enableBackendSecurityGroup,
                backendSecurityGroup,
                enableManageBackendSecurityGroupRules,
                disableRestrictedSgRules,
                tolerateNonExistentBackendService,
                tolerateNonExistentBackendAction,
                enableWaf,
                enableWafv2,
                enableShield,
                featureGates.byName(),
                defaultRuleOrder,
                awsLimits == null ? otherwise : awsLimits,
                quotas.settings());
    }

    /** Whether anything is served by AWS at all. */
    boolean servesAws() {
        return !named(controllers).isEmpty();
    }

    /** An empty flag names nothing. */
    private static Set<String> named(Collection<String> values) {
        return values.stream().filter(value -> !value.isEmpty()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private CommandLine command() {
        return spec == null ? new CommandLine(this) : spec.commandLine();
    }
}

package io.headgate.operator.cli;

import io.headgate.aws.AwsLocation;
import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.client.InstanceMetadata;
import io.headgate.core.settings.FeatureGate;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The flags that say where AWS is and how it is asked, under the names of aws-load-balancer-controller where the meaning is the same. */
final class AwsFlags {

    private static final String METADATA_ENDPOINT = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

    @Option(
            names = "--aws-endpoint-url",
            paramLabel = "URL",
            description = "One endpoint for all AWS services, for a local stand-in")
    @Nullable
    URI endpointUrl;

    @Option(
            names = "--aws-api-endpoints",
            paramLabel = "SERVICE=URL[,...]",
            converter = EndpointsConverter.class,
            description = "Endpoints of single services by the id that the SDK gives them, such as EC2 or"
                    + " Elastic Load Balancing v2")
    Endpoints apiEndpoints = new Endpoints(Map.of());

    @Option(
            names = "--aws-max-retries",
            paramLabel = "NUMBER",
            defaultValue = "10",
            description =
                    "How often a call is made at most when it fails for a passing reason (default: ${DEFAULT-VALUE})")
    int maxRetries = 10;

    @Option(
            names = "--aws-api-throttle",
            paramLabel = "SERVICE:OPERATION=RATE:BURST[,...]",
            converter = ThrottlesConverter.class,
            description =
                    "Calls a second, and at once, for the operations of a service that an expression matches, such as"
                            + " EC2:^Describe=20:100; a service that is named has no other limits")
    ThrottlesConverter.Throttles throttles = new ThrottlesConverter.Throttles(List.of());

    @Option(
            names = "--aws-vpc-tags",
            paramLabel = "KEY=VALUE[,...]",
            converter = TagsConverter.class,
            description = "Find the VPC of the cluster by its tags, where --aws-vpc-id is not given")
    TagsConverter.Tags vpcTags = TagsConverter.Tags.NONE;

    @Option(
            names = "--service-target-eni-security-group-tags",
            paramLabel = "KEY=VALUE[,...]",
            converter = TagsConverter.class,
            description =
                    "Tags that tell, beside the cluster's, which of several security groups of a node or pod may be"
                            + " changed")
    TagsConverter.Tags interfaceGroupTags = TagsConverter.Tags.NONE;

    /** Value of {@code --aws-api-endpoints}. */
    record Endpoints(Map<String, URI> byService) {}

    /** Reads {@code EC2=https://...,Elastic Load Balancing v2=https://...}. */
    static final class EndpointsConverter implements ITypeConverter<Endpoints> {
        @Override
        public Endpoints convert(String text) {
            Map<String, URI> endpoints = new LinkedHashMap<>();
            for (String pair : text.split(",", -1)) {
                int equals = pair.indexOf('=');
                if (!pair.isBlank()) {
                    endpoints.put(
                            pair.substring(0, Math.max(0, equals)).strip(),
                            uri(pair.substring(equals + 1).strip()));
                }
            }
            if (endpoints.containsKey("")) {
                throw new TypeConversionException("expected SERVICE=URL, was \"" + text + "\"");
            }
            return new Endpoints(endpoints);
        }

        private static URI uri(String text) {
            if (!text.matches("https?://[^/\\s]+/?")) {
                throw new TypeConversionException("expected a URL like https://ec2.example.com, was \"" + text + "\"");
            }
            return URI.create(text);
        }
    }

    /**
     * The settings of the provider for a command with these flags.
     *
     * @throws ParameterException if something is not given that is not to be found out either, saying what to do
     */
    AwsSettings settings(OperatorFlags flags, CommandSpec command) {
        String clusterName = flags.clusterName;
        if (clusterName == null || clusterName.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Missing --cluster-name (or the environment variable "
                            + EnvironmentDefaults.variable("--cluster-name") + ")");
        }
        try {
            return settings(clusterName, flags.awsRegion, flags.awsVpcId, System.getenv())
                    .withInstance(flags.instance)
                    .withManagesCertificates(
                            flags.settings(clusterName).enabled(FeatureGate.ENABLE_CERTIFICATE_MANAGEMENT));
        } catch (IOException unknown) {
            throw new ParameterException(command.commandLine(), String.valueOf(unknown.getMessage()), unknown);
        }
    }

    /**
     * The settings of the provider. What is not given is asked from the environment and from the instance that this runs on.
     *
     * @throws IOException if region or VPC are neither given nor to be found out, saying what to do
     */
    AwsSettings settings(
            String clusterName, @Nullable String region, @Nullable String vpcId, Map<String, String> environment)
            throws IOException {
        AwsLocation location = location(environment);
        AwsSettings anywhere = tuned(AwsSettings.of(clusterName, location.region(region), ""));
        return anywhere.withVpcId(location.vpcId(vpcId, vpcTags.byKey(), anywhere));
    }

    /**
     * The same in a VPC that is known, or in none if its id is empty.
     *
     * @throws IOException if the region is neither given nor to be found out, saying what to do
     */
    AwsSettings settingsIn(String vpcId, String clusterName, @Nullable String region, Map<String, String> environment)
            throws IOException {
        return tuned(AwsSettings.of(clusterName, location(environment).region(region), vpcId));
    }

    private static AwsLocation location(Map<String, String> environment) {
        return new AwsLocation(
                environment,
                new InstanceMetadata(Optional.ofNullable(environment.get(METADATA_ENDPOINT))
                        .map(URI::create)
                        .orElse(InstanceMetadata.LINK_LOCAL)));
    }

    private AwsSettings tuned(AwsSettings settings) {
        AwsSettings tuned = settings.withEndpoints(apiEndpoints.byService())
                .withMaxAttempts(Math.max(1, maxRetries))
                .withInterfaceGroupTags(interfaceGroupTags.byKey())
                .withThrottles(throttles.all());
        return endpointUrl == null ? tuned : tuned.withLocalEndpoint(endpointUrl);
    }
}

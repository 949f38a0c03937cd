package io.headgate.aws.client;

import io.headgate.core.group.Instance;
import io.headgate.core.naming.Owner;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which account, region and cluster.
 *
 * @param instance which of several operators in the cluster
 * @param vpcId the VPC of the cluster
 * @param endpoint one endpoint for all services, for local stand-ins; null: AWS
 * @param credentials null: the SDK's default chain
 * @param budget how many calls a second are allowed
 * @param endpoints endpoints of single services, by the id that the SDK gives them, such as {@code Elastic Load Balancing v2}
 * @param maxAttempts how often a call is made at most when it fails for a passing reason
 * @param interfaceGroupTags tags that tell, beside the cluster's, which security group of an interface gets the permissions
 * @param managesCertificates whether certificates may have been requested from ACM for groups of this cluster; without that ACM is not
 *     searched for them
 * @param throttles rates of single services, which replace those of the budget there
 */
public record AwsSettings(
        String clusterName,
        Instance instance,
        String region,
        String vpcId,
        @Nullable URI endpoint,
        @Nullable Credentials credentials,
        Budget budget,
        Map<String, URI> endpoints,
        int maxAttempts,
        Map<String, String> interfaceGroupTags,
        boolean managesCertificates,
        List<Throttle> throttles) {

    /** As aws-load-balancer-controller has it. */
    private static final int ATTEMPTS = 10;

    public AwsSettings {
        endpoints = Map.copyOf(endpoints);
        interfaceGroupTags = Map.copyOf(interfaceGroupTags);
        throttles = List.copyOf(throttles);
    }

    /** Fixed credentials, with an optional session token. */
    public record Credentials(
            String accessKeyId,
            String secretAccessKey,
            @Nullable String sessionToken) {}

    /** Whether calls are held back so that AWS does not have to. */
    public enum Budget {
        /** Rates that a normal account grants; for AWS itself. */
        ACCOUNT,
        /** No limit; for a stand-in on the same machine. */
        UNLIMITED
    }

    /** An account at AWS with the SDK's default credentials. */
    public static AwsSettings of(String clusterName, String region, String vpcId) {
        return new AwsSettings(
                clusterName,
                Instance.UNNAMED,
                region,
                vpcId,
                null,
                null,
                Budget.ACCOUNT,
                Map.of(),
                ATTEMPTS,
                Map.of(),
                false,
                List.of());
    }

    /** The same against a stand-in on this machine, which takes any credentials. */
    public AwsSettings withLocalEndpoint(URI local) {
        return new AwsSettings(
                clusterName,
                instance,
                region,
                vpcId,
                local,
                new Credentials("local", "local", null),
                Budget.UNLIMITED,
                endpoints,
                maxAttempts,
                interfaceGroupTags,
                managesCertificates,
                throttles);
    }

    /** The same for one of several operators in the cluster. */
    public AwsSettings withInstance(Instance replacement) {
        return new AwsSettings(
                clusterName,
                replacement,
                region,
                vpcId,
                endpoint,
                credentials,
                budget,
                endpoints,
                maxAttempts,
                interfaceGroupTags,
                managesCertificates,
                throttles);
    }

    /** Whose the things in the account are. */
    public Owner owner() {
        return new Owner(clusterName, instance);
    }

    /** The same in another VPC. */
    public AwsSettings withVpcId(String replacement) {
        return new AwsSettings(
                clusterName,
                instance,
                region,
                replacement,
                endpoint,
                credentials,
                budget,
                endpoints,
                maxAttempts,
                interfaceGroupTags,
                managesCertificates,
                throttles);
    }

    /** The same with endpoints of single services. */
    public AwsSettings withEndpoints(Map<String, URI> replacement) {
        return new AwsSettings(
                clusterName,
                instance,
                region,
                vpcId,
                endpoint,
                credentials,
                budget,
                replacement,
                maxAttempts,
                interfaceGroupTags,
                managesCertificates,
                throttles);
    }

    /** The same with another number of attempts; at least 1. */
    public AwsSettings withMaxAttempts(int replacement) {
        return new AwsSettings(
                clusterName,
                instance,
                region,
                vpcId,
                endpoint,
                credentials,
                budget,
                endpoints,
                replacement,
                interfaceGroupTags,
                managesCertificates,
                throttles);
    }

    /** The same with more tags of the security groups that get permissions. */
    public AwsSettings withInterfaceGroupTags(Map<String, String> replacement) {
        return new AwsSettings(
                clusterName,
                instance,
                region,
                vpcId,
                endpoint,
                credentials,
                budget,
                endpoints,
                maxAttempts,
                replacement,
                managesCertificates,
                throttles);
    }

    /** The same, searching ACM for requested certificates or not. */
    public AwsSettings withManagesCertificates(boolean managed) {
        return new AwsSettings(
                clusterName,
                instance,
                region,
                vpcId,
                endpoint,
                credentials,
                budget,
                endpoints,
                maxAttempts,
                interfaceGroupTags,
                managed,
                throttles);
    }

    /** The same with rates of single services. */
    public AwsSettings withThrottles(List<Throttle> replacement) {
        return new AwsSettings(
                clusterName,
                instance,
                region,
                vpcId,
                endpoint,
                credentials,
                budget,
                endpoints,
                maxAttempts,
                interfaceGroupTags,
                managesCertificates,
                replacement);
    }
}

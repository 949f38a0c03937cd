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
 * @param connection where AWS is, and who asks
 * @param pace how much it is asked
 * @param interfaceGroupTags tags that tell, beside the cluster's, which security group of an interface gets the permissions
 * @param managesCertificates whether certificates may have been requested from ACM for groups of this cluster; without that ACM is not
 *     searched for them
 */
public record AwsSettings(
        String clusterName,
        Instance instance,
        String region,
        String vpcId,
        Connection connection,
        Pace pace,
        Map<String, String> interfaceGroupTags,
        boolean managesCertificates) {

    public AwsSettings {
        interfaceGroupTags = Map.copyOf(interfaceGroupTags);
    }

    /**
     * Where AWS is, and who asks.
     *
     * @param endpoint one endpoint for all services, for local stand-ins; null: AWS
     * @param credentials null: the SDK's default chain
     * @param endpoints endpoints of single services, by the id that the SDK gives them, such as {@code Elastic Load Balancing v2}
     */
    public record Connection(
            @Nullable URI endpoint, @Nullable Credentials credentials, Map<String, URI> endpoints) {

        /** AWS itself, with the SDK's default credentials. */
        public static final Connection AWS = new Connection(null, null, Map.of());

        public Connection {
            endpoints = Map.copyOf(endpoints);
        }
    }

    /** Fixed credentials, with an optional session token. */
    public record Credentials(
            String accessKeyId,
            String secretAccessKey,
            @Nullable String sessionToken) {}

    /**
     * How much AWS is asked.
     *
     * @param budget whether calls of services that no throttle names are held back
     * @param maxAttempts how often a call is made at most when it fails for a passing reason; at least 1
     * @param throttles rates of single services, which replace those of the budget there
     */
    public record Pace(Budget budget, int maxAttempts, List<Throttle> throttles) {

        /** What a normal account grants, with the attempts of aws-load-balancer-controller. */
        public static final Pace NORMAL = new Pace(Budget.ACCOUNT, 10, List.of());

        public Pace {
            throttles = List.copyOf(throttles);
        }
    }

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
                clusterName, Instance.UNNAMED, region, vpcId, Connection.AWS, Pace.NORMAL, Map.of(), false);
    }

    /** The same against a stand-in on this machine, which takes any credentials and any number of calls. */
    public AwsSettings withLocalEndpoint(URI local) {
        return withConnection(new Connection(local, new Credentials("local", "local", null), connection.endpoints()))
                .withBudget(Budget.UNLIMITED);
    }

    /** Whose the things in the account are. */
    public Owner owner() {
        return new Owner(clusterName, instance);
    }

    /** The same for one of several operators in the cluster. */
    public AwsSettings withInstance(Instance replacement) {
        return new AwsSettings(
                clusterName, replacement, region, vpcId, connection, pace, interfaceGroupTags, managesCertificates);
    }

    /** The same in another VPC. */
    public AwsSettings withVpcId(String replacement) {
        return new AwsSettings(
                clusterName, instance, region, replacement, connection, pace, interfaceGroupTags, managesCertificates);
    }

    /** The same over another connection. */
    public AwsSettings withConnection(Connection replacement) {
        return new AwsSettings(
                clusterName, instance, region, vpcId, replacement, pace, interfaceGroupTags, managesCertificates);
    }

    /** The same at another pace. */
    public AwsSettings withPace(Pace replacement) {
        return new AwsSettings(
                clusterName, instance, region, vpcId, connection, replacement, interfaceGroupTags, managesCertificates);
    }

    /** The same with endpoints of single services. */
    public AwsSettings withEndpoints(Map<String, URI> replacement) {
        return withConnection(new Connection(connection.endpoint(), connection.credentials(), replacement));
    }

    /** The same, holding calls back or not. */
    public AwsSettings withBudget(Budget replacement) {
        return withPace(new Pace(replacement, pace.maxAttempts(), pace.throttles()));
    }

    /** The same with another number of attempts; at least 1. */
    public AwsSettings withMaxAttempts(int replacement) {
        return withPace(new Pace(pace.budget(), replacement, pace.throttles()));
    }

    /** The same with rates of single services. */
    public AwsSettings withThrottles(List<Throttle> replacement) {
        return withPace(new Pace(pace.budget(), pace.maxAttempts(), replacement));
    }

    /** The same with more tags of the security groups that get permissions. */
    public AwsSettings withInterfaceGroupTags(Map<String, String> replacement) {
        return new AwsSettings(
                clusterName, instance, region, vpcId, connection, pace, replacement, managesCertificates);
    }

    /** The same, searching ACM for requested certificates or not. */
    public AwsSettings withManagesCertificates(boolean managed) {
        return new AwsSettings(clusterName, instance, region, vpcId, connection, pace, interfaceGroupTags, managed);
    }
}

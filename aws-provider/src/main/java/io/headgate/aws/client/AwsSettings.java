package io.headgate.aws.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which account, region and cluster.
 *
 * @param vpcId the VPC of the cluster
 * @param endpoint one endpoint for all services, for local stand-ins; null: AWS
 * @param credentials null: the SDK's default chain
 * @param budget how many calls a second are allowed
 * @param managesCertificates whether certificates may have been requested from ACM for groups of this cluster; without that ACM is not
 *     searched for them
 */
public record AwsSettings(
        String clusterName,
        String region,
        String vpcId,
        @Nullable URI endpoint,
        @Nullable Credentials credentials,
        Budget budget,
        boolean managesCertificates) {

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
        return new AwsSettings(clusterName, region, vpcId, null, null, Budget.ACCOUNT, false);
    }

    /** The same against a stand-in on this machine, which takes any credentials. */
    public AwsSettings withLocalEndpoint(URI local) {
        return new AwsSettings(
                clusterName,
                region,
                vpcId,
                local,
                new Credentials("local", "local", null),
                Budget.UNLIMITED,
                managesCertificates);
    }

    /** The same, searching ACM for requested certificates or not. */
    public AwsSettings withManagesCertificates(boolean managed) {
        return new AwsSettings(clusterName, region, vpcId, endpoint, credentials, budget, managed);
    }
}

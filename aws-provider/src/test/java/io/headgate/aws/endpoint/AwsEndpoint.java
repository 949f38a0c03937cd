package io.headgate.aws.endpoint;

import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.client.AwsSettings.Credentials;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A stand-in for AWS as a test class sees it. Immutable.
 *
 * @param accountId the account that belongs to the class alone, null when classes share one and keep apart by the names they give
 */
public record AwsEndpoint(
        URI uri,
        String region,
        Credentials credentials,
        @Nullable String accountId,
        Capabilities capabilities) {

    static final String REGION = "us-west-2";
    static final Credentials ANY_CREDENTIALS = new Credentials("local", "local", null);
    private static final Credentials OTHERS = new Credentials("other", "other", null);

    /** The cluster whose operator may do what its policy allows, where an account knows policies. */
    public static final String CLUSTER = "lab";

    /** Where any credentials do, and no class has an account of its own. */
    public static AwsEndpoint at(URI uri, Capabilities capabilities) {
        return new AwsEndpoint(uri, REGION, ANY_CREDENTIALS, null, capabilities);
    }

    AwsEndpoint inAccount(String id) {
        return new AwsEndpoint(uri, region, credentials, id, capabilities);
    }

    /** The same for somebody who may do everything. */
    public AwsEndpoint ofAdministrator() {
        return new AwsEndpoint(uri, region, OTHERS, accountId, capabilities);
    }

    /** Settings of a provider for a VPC that is there. */
    public AwsSettings settings(String cluster, String vpcId) {
        return AwsSettings.of(cluster, region, vpcId)
                .withConnection(new AwsSettings.Connection(uri, credentials, Map.of()))
                .withPace(new AwsSettings.Pace(AwsSettings.Budget.UNLIMITED, 3, List.of()));
    }

    /** To be given to every client: sends its calls to the account of the class. */
    public ExecutionInterceptor accountInterceptor() {
        return new ExecutionInterceptor() {
            @Override
            public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
                SdkHttpRequest request = context.httpRequest();
                return accountId == null
                        ? request
                        : request.toBuilder()
                                .putHeader("x-moto-account-id", accountId)
                                .build();
            }
        };
    }
}

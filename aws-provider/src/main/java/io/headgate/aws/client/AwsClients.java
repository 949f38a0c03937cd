package io.headgate.aws.client;

import io.headgate.core.cloud.AssumedRole;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.shield.ShieldClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.waf.regional.WafRegionalClient;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK clients of one account and region, on one HTTP client. Safe for use by many threads. */
public final class AwsClients implements AutoCloseable {

    private static final Duration ATTEMPT = Duration.ofSeconds(20);
    private static final Duration CALL = Duration.ofSeconds(60);

    /** Services beside the load balancers themselves must not hold up what does not need them. */
    private static final Duration IMPATIENT_ATTEMPT = Duration.ofSeconds(5);

    private static final Duration IMPATIENT_CALL = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 64;

    private final SdkHttpClient http;
    private final ElasticLoadBalancingV2Client elb;
    private final Ec2Client ec2;
    private final AcmClient acm;
    private final OnDemand<Route53Client> route53;
    private final OnDemand<Wafv2Client> wafv2;
    private final OnDemand<WafRegionalClient> wafRegional;
    private final OnDemand<ShieldClient> shield;

    private final AwsSettings settings;
    private final ClientOverrideConfiguration configuration;
    private final List<SdkAutoCloseable> assumed = new ArrayList<>();
    private @Nullable StsClient sts;

    private AwsClients(AwsSettings settings, ClientOverrideConfiguration configuration) {
        this.settings = settings;
        this.configuration = configuration;
        this.http = Apache5HttpClient.builder().maxConnections(CONNECTIONS).build();
        this.elb = configured(ElasticLoadBalancingV2Client.builder(), settings, configuration);
        this.ec2 = configured(Ec2Client.builder(), settings, configuration);
        this.acm = configured(AcmClient.builder(), settings, configuration);
        ClientOverrideConfiguration impatient = configuration.toBuilder()
                .apiCallAttemptTimeout(IMPATIENT_ATTEMPT)
                .apiCallTimeout(IMPATIENT_CALL)
                .build();
        this.route53 = new OnDemand<>(() -> configured(Route53Client.builder(), settings, impatient));
        this.wafv2 = new OnDemand<>(() -> configured(Wafv2Client.builder(), settings, impatient));
        this.wafRegional = new OnDemand<>(() -> configured(WafRegionalClient.builder(), settings, impatient));
        this.shield = new OnDemand<>(() -> configured(ShieldClient.builder(), settings, impatient));
    }

    /**
     * Clients with metrics and call budget.
     *
     * @param more interceptors of the caller, for tests
     */
    public static AwsClients create(
            AwsSettings settings, MeterRegistry meters, InstantSource clock, ExecutionInterceptor... more) {
        ClientOverrideConfiguration.Builder configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(settings.maxAttempts())
                        .build())
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "headgate")
                .addExecutionInterceptor(new CallMetrics(meters))
                .addExecutionInterceptor(new CallBudget(settings.budget(), settings.throttles(), clock));
        if (!settings.endpoints().isEmpty()) {
            configuration.addExecutionInterceptor(new ServiceEndpoints(settings.endpoints()));
        }
        for (ExecutionInterceptor interceptor : more) {
            configuration.addExecutionInterceptor(interceptor);
        }
        return new AwsClients(settings, configuration.build());
    }

    public ElasticLoadBalancingV2Client elb() {
        return elb;
    }

    public Ec2Client ec2() {
        return ec2;
    }

    public AcmClient acm() {
        return acm;
    }

    public Route53Client route53() {
        return route53.get();
    }

    public Wafv2Client wafv2() {
        return wafv2.get();
    }

    public WafRegionalClient wafRegional() {
        return wafRegional.get();
    }

    public ShieldClient shield() {
        return shield.get();
    }

    /**
     * A client with the credentials of a role that is assumed with our own, and assumed again before they expire. To be asked for once
     * a role.
     */
    public synchronized ElasticLoadBalancingV2Client elb(AssumedRole role) {
        StsAssumeRoleCredentialsProvider credentials = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts())
                .refreshRequest(request ->
                        request.roleArn(role.arn()).roleSessionName("headgate").externalId(role.externalId()))
                .build();
        ElasticLoadBalancingV2Client client = builder(ElasticLoadBalancingV2Client.builder(), settings, configuration)
                .credentialsProvider(credentials)
                .build();
        assumed.add(client);
        assumed.add(credentials);
        return client;
    }

    private StsClient sts() {
        StsClient present = sts;
        if (present == null) {
            present = configured(StsClient.builder(), settings, configuration);
            sts = present;
        }
        return present;
    }

    private <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C configured(
            B builder, AwsSettings settings, ClientOverrideConfiguration configuration) {
        return builder(builder, settings, configuration).build();
    }

    private <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> B builder(
            B builder, AwsSettings settings, ClientOverrideConfiguration configuration) {
        builder.httpClient(http)
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings.credentials()))
                .overrideConfiguration(configuration);
        URI endpoint = settings.endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder;
    }

    private static AwsCredentialsProvider credentials(AwsSettings.@Nullable Credentials credentials) {
        if (credentials == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        String token = credentials.sessionToken();
        return StaticCredentialsProvider.create(
                token == null
                        ? AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())
                        : AwsSessionCredentials.create(
                                credentials.accessKeyId(), credentials.secretAccessKey(), token));
    }

    @Override
    public void close() {
        assumed.forEach(SdkAutoCloseable::close);
        if (sts != null) {
            sts.close();
        }
        elb.close();
        ec2.close();
        acm.close();
        route53.close();
        wafv2.close();
        wafRegional.close();
        shield.close();
        http.close();
    }
}

package io.headgate.aws.client;

import io.headgate.aws.client.AwsSettings.Credentials;
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
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
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

    /** An endpoint that is there takes milliseconds to say so. */
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private static final int CONNECTIONS = 64;

    private final SdkHttpClient http;
    private final AwsSettings settings;
    private final CallConduct conduct;
    private final ElasticLoadBalancingV2Client elb;
    private final Ec2Client ec2;
    private final OnDemand<ElasticLoadBalancingV2Client> scanningElb;
    private final OnDemand<Ec2Client> scanningEc2;
    private final OnDemand<AcmClient> acm;
    private final OnDemand<Route53Client> route53;
    private final OnDemand<Wafv2Client> wafv2;
    private final OnDemand<WafRegionalClient> wafRegional;
    private final OnDemand<ShieldClient> shield;
    private final OnDemand<StsClient> sts;
    private final List<SdkAutoCloseable> assumed = new ArrayList<>();

    private AwsClients(AwsSettings settings, CallConduct conduct) {
        this.settings = settings;
        this.conduct = conduct;
        this.http = Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT)
                .build();
        ClientOverrideConfiguration main = conduct.main();
        ClientOverrideConfiguration scanning = conduct.scanning();
        ClientOverrideConfiguration side = conduct.side();
        this.elb = configured(ElasticLoadBalancingV2Client.builder(), main);
        this.ec2 = configured(Ec2Client.builder(), main);
        this.scanningElb = new OnDemand<>(() -> configured(ElasticLoadBalancingV2Client.builder(), scanning));
        this.scanningEc2 = new OnDemand<>(() -> configured(Ec2Client.builder(), scanning));
        this.acm = new OnDemand<>(() -> configured(AcmClient.builder(), side));
        this.route53 = new OnDemand<>(() -> configured(Route53Client.builder(), side));
        this.wafv2 = new OnDemand<>(() -> configured(Wafv2Client.builder(), side));
        this.wafRegional = new OnDemand<>(() -> configured(WafRegionalClient.builder(), side));
        this.shield = new OnDemand<>(() -> configured(ShieldClient.builder(), side));
        this.sts = new OnDemand<>(() -> configured(StsClient.builder(), main));
    }

    /**
     * Clients with metrics, call budget and circuit breakers.
     *
     * @param more interceptors of the caller, for tests
     */
    public static AwsClients create(
            AwsSettings settings, MeterRegistry meters, InstantSource clock, ExecutionInterceptor... more) {
        return new AwsClients(settings, new CallConduct(settings, meters, clock, List.of(more)));
    }

    public ElasticLoadBalancingV2Client elb() {
        return elb;
    }

    public Ec2Client ec2() {
        return ec2;
    }

    /** As {@link #elb()}, for calls that everybody else's go before. */
    public ElasticLoadBalancingV2Client scanningElb() {
        return scanningElb.get();
    }

    /** As {@link #ec2()}, for calls that everybody else's go before. */
    public Ec2Client scanningEc2() {
        return scanningEc2.get();
    }

    public AcmClient acm() {
        return acm.get();
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
     * a role. Its account has a budget of its own.
     */
    public synchronized ElasticLoadBalancingV2Client elb(AssumedRole role) {
        StsAssumeRoleCredentialsProvider credentials = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts.get())
                .refreshRequest(request ->
                        request.roleArn(role.arn()).roleSessionName("headgate").externalId(role.externalId()))
                .build();
        ElasticLoadBalancingV2Client client = builder(ElasticLoadBalancingV2Client.builder(), conduct.otherAccount())
                .credentialsProvider(credentials)
                .build();
        assumed.add(client);
        assumed.add(credentials);
        return client;
    }

    private <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C configured(
            B builder, ClientOverrideConfiguration configuration) {
        return builder(builder, configuration).build();
    }

    private <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> B builder(
            B builder, ClientOverrideConfiguration configuration) {
        builder.httpClient(http)
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings.connection().credentials()))
                .overrideConfiguration(configuration);
        URI endpoint = settings.connection().endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder;
    }

    private static AwsCredentialsProvider credentials(@Nullable Credentials credentials) {
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
        elb.close();
        ec2.close();
        List.of(scanningElb, scanningEc2, acm, route53, wafv2, wafRegional, shield, sts)
                .forEach(OnDemand::close);
        http.close();
    }
}

package io.headgate.aws;

import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.client.Failures;
import io.headgate.aws.client.InstanceMetadata;
import io.headgate.core.cloud.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Finds out which region and VPC the cluster is in, where nobody says so: from the environment, by tags, or from the instance that this
 * process runs on.
 */
public record AwsLocation(Map<String, String> environment, InstanceMetadata metadata) {

    public AwsLocation {
        environment = Map.copyOf(environment);
    }

    /**
     * The region.
     *
     * @param given null or empty to find it out
     * @throws IOException if it cannot be found out; the message says what to do
     */
    public String region(@Nullable String given) throws IOException {
        Optional<String> known = known(given)
                .or(() -> known(environment.get("AWS_REGION")))
                .or(() -> known(environment.get("AWS_DEFAULT_REGION")));
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return metadata.region();
        } catch (IOException unknown) {
            throw new IOException(
                    "the region is not known: " + unknown.getMessage()
                            + "; give --aws-region, or let pods reach the service" + " (hop limit 2)",
                    unknown);
        }
    }

    /**
     * The VPC.
     *
     * @param given null or empty to find it out
     * @param tags by which it is found; empty to ask the instance
     * @param anywhere settings of the region, whose VPC does not matter
     * @throws IOException if it cannot be found out; the message says what to do
     */
    public String vpcId(@Nullable String given, Map<String, String> tags, AwsSettings anywhere) throws IOException {
        Optional<String> known = known(given);
        if (known.isPresent()) {
            return known.get();
        }
        if (!tags.isEmpty()) {
            return tagged(tags, anywhere);
        }
        try {
            return metadata.vpcId();
        } catch (IOException unknown) {
            throw new IOException(
                    "the VPC is not known: " + unknown.getMessage()
                            + "; give --aws-vpc-id or --aws-vpc-tags, or let pods" + " reach the service (hop limit 2)",
                    unknown);
        }
    }

    private static String tagged(Map<String, String> tags, AwsSettings anywhere) throws IOException {
        List<Filter> filters = tags.entrySet().stream()
                .map(tag -> Filter.builder()
                        .name("tag:" + tag.getKey())
                        .values(tag.getValue())
                        .build())
                .toList();
        try (AwsClients clients = AwsClients.create(anywhere, new SimpleMeterRegistry(), InstantSource.system())) {
            List<String> found = clients.ec2().describeVpcs(request -> request.filters(filters)).vpcs().stream()
                    .map(Vpc::vpcId)
                    .toList();
            if (found.size() != 1) {
                throw new IOException("--aws-vpc-tags must mean one VPC, but " + tags + " mean "
                        + (found.isEmpty() ? "none" : found) + "; give --aws-vpc-id, or other tags");
            }
            return found.getFirst();
        } catch (SdkException failed) {
            Failure failure = Failures.translate(failed);
            throw new IOException(
                    "the VPC cannot be found by its tags: " + failure.code() + ": " + failure.message(), failed);
        }
    }

    private static Optional<String> known(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }
}

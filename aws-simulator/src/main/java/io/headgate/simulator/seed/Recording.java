package io.headgate.simulator.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Identity;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.acm.CertificateStore;
import io.headgate.simulator.acm.RecordedCertificates;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.ec2.RecordedNetwork;
import io.headgate.simulator.elbv2.LoadBalancing;
import io.headgate.simulator.elbv2.RecordedLoadBalancing;
import java.time.Instant;

/**
 * An account as the Describe calls answered for it: the lists {@code vpcs}, {@code subnets}, {@code securityGroups}, {@code instances},
 * {@code certificates}, {@code loadBalancers} (each with {@code loadBalancer}, {@code tags}, {@code attributes} and {@code listeners}) and
 * {@code targetGroups}, and if there are any {@code networkInterfaces} and {@code trustStores}. Ids and ARNs are kept.
 */
public final class Recording implements StartingState {
    private final Fields root;
    private final Tags tags;
    private final Instant now;

    private Recording(Fields root, Tags tags, Instant now) {
        this.root = root;
        this.tags = tags;
        this.now = now;
    }

    /**
     * Reads a recording.
     *
     * @throws IllegalArgumentException when the text is not one
     */
    public static Recording parse(String json, Tags tags, Instant now) {
        try {
            JsonNode root = new ObjectMapper().readTree(json);
            if (!(root instanceof ObjectNode object) || object.path("vpcs").isEmpty()) {
                throw new IllegalArgumentException(
                        "The recorded account is no JSON object with at least one element in \"vpcs\".");
            }
            // The API never gives a secret out, so that one cannot be missed here.
            object.findValues("AuthenticateOidcConfig")
                    .forEach(config -> ((ObjectNode) config).put("UseExistingClientSecret", true));
            return new Recording(Fields.of(object), tags, now);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "The recorded account is not readable: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** The owner of the VPC, and the region of its first subnet's zone. */
    @Override
    public Identity identity() {
        String zone = root.structs("subnets").stream()
                .findFirst()
                .map(subnet -> subnet.required("AvailabilityZone"))
                .orElseThrow(() -> new IllegalArgumentException("The recorded account has no subnet."));
        String owner = root.structs("vpcs").getFirst().required("OwnerId");
        return new Identity(owner, zone.substring(0, zone.length() - 1));
    }

    @Override
    public void into(Network network) {
        read(() -> new RecordedNetwork(network, tags, now).read(root));
    }

    @Override
    public void into(CertificateStore store) {
        read(() -> new RecordedCertificates(store, tags, now).read(root));
    }

    @Override
    public void into(LoadBalancing loadBalancing, Network network) {
        read(() -> new RecordedLoadBalancing(loadBalancing, network, now).read(root));
    }

    private static void read(Runnable part) {
        try {
            part.run();
        } catch (ApiError unusable) {
            throw new IllegalArgumentException(
                    "The recorded account cannot be used: " + unusable.getMessage(), unusable);
        }
    }
}

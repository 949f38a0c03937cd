package io.headgate.aws.access;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The interfaces of pods that do not share their node's: those on Fargate, and those with security groups of their own. Found by address,
 * many in one call, and believed for ten minutes; one that was not found is searched again. Not for more than one thread.
 */
final class OwnInterfaces {

    private static final Duration BELIEVED = Duration.ofMinutes(10);

    /** Limit of values of one filter. */
    private static final int CHUNK = 200;

    private final Ec2Client ec2;
    private final String vpcId;
    private final InstantSource clock;
    private final Map<InetAddress, Interface> interfaces = new HashMap<>();
    private Instant readAt = Instant.MIN;

    OwnInterfaces(Ec2Client ec2, String vpcId, InstantSource clock) {
        this.ec2 = ec2;
        this.vpcId = vpcId;
        this.clock = clock;
    }

    /** Makes sure that what can be known of these addresses is known. */
    void read(Collection<String> addresses) {
        if (readAt.isBefore(clock.instant().minus(BELIEVED))) {
            interfaces.clear();
            readAt = clock.instant();
        }
        List<String> unknown = addresses.stream()
                .filter(address -> find(address).isEmpty())
                .distinct()
                .sorted()
                .toList();
        Predicate<String> isIpv6 = address -> address.contains(":");
        read(
                "addresses.private-ip-address",
                unknown.stream().filter(isIpv6.negate()).toList());
        read("ipv6-addresses.ipv6-address", unknown.stream().filter(isIpv6).toList());
    }

    Optional<Interface> find(String address) {
        return Optional.ofNullable(interfaces.get(InetAddress.ofLiteral(address)));
    }

    private void read(String filter, List<String> addresses) {
        List<String> rest = new ArrayList<>(addresses);
        while (!rest.isEmpty()) {
            List<String> chunk = rest.subList(0, Math.min(CHUNK, rest.size()));
            Filter byAddress =
                    Filter.builder().name(filter).values(List.copyOf(chunk)).build();
            Filter inVpc = Filter.builder().name("vpc-id").values(vpcId).build();
            ec2
                    .describeNetworkInterfacesPaginator(request -> request.filters(inVpc, byAddress))
                    .networkInterfaces()
                    .stream()
                    .map(Interface::of)
                    .forEach(found -> found.addresses().forEach(address -> interfaces.put(address, found)));
            chunk.clear();
        }
    }
}

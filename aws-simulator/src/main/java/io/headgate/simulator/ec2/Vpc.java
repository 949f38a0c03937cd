package io.headgate.simulator.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A VPC with its address ranges, the primary one first. */
public record Vpc(String id, List<String> cidrs, @Nullable String ipv6Cidr, boolean isDefault) {
    public Vpc {
        cidrs = List.copyOf(cidrs);
    }

    /** Whether an address lies in one of the VPC's ranges. */
    public boolean contains(String address) {
        return cidrs.stream().anyMatch(cidr -> Cidr.of(cidr).contains(address))
                || (ipv6Cidr != null && Cidr.of(ipv6Cidr).contains(address));
    }
}

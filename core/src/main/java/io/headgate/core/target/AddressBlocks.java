package io.headgate.core.target;

import io.headgate.core.routing.CidrBlock;
import java.util.List;

/** Blocks of IPv4 and IPv6 addresses. */
public record AddressBlocks(List<CidrBlock> blocks) {

    public AddressBlocks {
        blocks = List.copyOf(blocks);
    }

    /** Blocks in CIDR notation; what is none is passed over. */
    public static AddressBlocks of(List<String> cidrs) {
        return new AddressBlocks(
                cidrs.stream().flatMap(cidr -> CidrBlock.parse(cidr).stream()).toList());
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Whether one of the blocks holds the address, an IPv4 or IPv6 literal. */
    public boolean contains(String address) {
        return CidrBlock.parse(address).stream()
                .anyMatch(single -> blocks.stream().anyMatch(block -> block.contains(single)));
    }
}

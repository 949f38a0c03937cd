package io.headgate.core.contribution;

import io.headgate.core.routing.CidrBlock;
import java.util.Optional;

/** Finds bits of an address block that lie behind its length. */
final class HostBits {

    private HostBits() {}

    /** The block without such bits; empty when it has none, or when the text is no block. */
    static Optional<String> cleared(String cidr) {
        int slash = cidr.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : CidrBlock.parse(cidr)
                        .filter(block -> !block.beginsWith(cidr.substring(0, slash)))
                        .map(CidrBlock::toString);
    }
}

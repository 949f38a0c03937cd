package io.headgate.core.compile;

import io.headgate.core.routing.CidrBlock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fewest blocks that hold exactly the addresses of some blocks: one inside another goes, and two halves of a block become it. */
final class CidrMerging {

    private CidrMerging() {}

    /** @param cidrs IPv4 and IPv6 blocks, mixed; what is no block is left out */
    static List<String> merged(Collection<String> cidrs) {
        Set<CidrBlock> blocks = new TreeSet<>();
        cidrs.stream().map(CidrBlock::parse).flatMap(Optional::stream).forEach(block -> add(blocks, block));
        return blocks.stream().map(CidrBlock::toString).toList();
    }

    private static void add(Set<CidrBlock> blocks, CidrBlock block) {
        if (blocks.stream().anyMatch(present -> present.contains(block))) {
            return;
        }
        blocks.removeIf(block::contains);
        if (block.sibling().filter(blocks::remove).isPresent()) {
            block.parent().ifPresent(parent -> add(blocks, parent));
        } else {
            blocks.add(block);
        }
    }
}

package io.headgate.core.target;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Blocks of IPv4 and IPv6 addresses. */
public record AddressBlocks(List<Block> blocks) {

    public AddressBlocks {
        blocks = List.copyOf(blocks);
    }

    /** Blocks in CIDR notation; only literals, nothing is looked up. */
    public static AddressBlocks of(List<String> cidrs) {
        return new AddressBlocks(cidrs.stream().map(Block::of).toList());
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Whether one of the blocks holds the address, an IPv4 or IPv6 literal. */
    public boolean contains(String address) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        return blocks.stream().anyMatch(block -> block.contains(bytes));
    }

    /** Leading bits that all addresses of the block share. */
    public record Block(List<Byte> network, int prefixLength) {

        public Block {
            network = List.copyOf(network);
        }

        static Block of(String cidr) {
            int slash = cidr.indexOf('/');
            InetAddress address = InetAddress.ofLiteral(cidr.substring(0, slash));
            return new Block(boxed(address.getAddress()), Integer.parseInt(cidr.substring(slash + 1)));
        }

        boolean contains(byte[] address) {
            if (address.length != network.size()) {
                return false;
            }
            for (int bit = 0; bit < prefixLength; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network.get(bit / 8) & mask)) {
                    return false;
                }
            }
            return true;
        }

        private static List<Byte> boxed(byte[] bytes) {
            Byte[] boxed = new Byte[bytes.length];
            Arrays.setAll(boxed, i -> bytes[i]);
            return List.of(boxed);
        }
    }
}

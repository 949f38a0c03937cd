package io.headgate.core.routing;

import java.net.InetAddress;
import java.util.Optional;

/** A block of IPv4 or IPv6 addresses. */
public final class CidrBlock {

    private final byte[] network;
    private final int prefixLength;

    private CidrBlock(byte[] network, int prefixLength) {
        this.network = network;
        this.prefixLength = prefixLength;
    }

    /** Reads {@code address/length}, or a single address. Empty when it is neither. Never looks up a name. */
    public static Optional<CidrBlock> parse(String text) {
        int slash = text.indexOf('/');
        try {
            byte[] network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            int bits = network.length * Byte.SIZE;
            int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return length < 0 || length > bits ? Optional.empty() : Optional.of(new CidrBlock(network, length));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Whether the address is of the same family and lies in the block. */
    public boolean contains(InetAddress address) {
        return containsBytes(address.getAddress());
    }

    /** Whether all addresses of the other block lie in this one. */
    boolean contains(CidrBlock other) {
        return prefixLength <= other.prefixLength && containsBytes(other.network);
    }

    private boolean containsBytes(byte[] bytes) {
        if (bytes.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            int index = bit / Byte.SIZE;
            if (((bytes[index] ^ network[index]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}

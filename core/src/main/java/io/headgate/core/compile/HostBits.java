package io.headgate.core.compile;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Finds bits of an address block that lie behind its length. */
final class HostBits {

    private HostBits() {}

    /** The block without such bits; empty when it has none, or when the text is no block. */
    static Optional<String> cleared(String cidr) {
        int slash = cidr.indexOf('/');
        if (!CidrBlock.isV4(cidr) && !CidrBlock.isV6(cidr)) {
            return Optional.empty();
        }
        byte[] address = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
        int length = Integer.parseInt(cidr.substring(slash + 1));
        boolean any = false;
        for (int bit = length; bit < address.length * Byte.SIZE; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            any |= (address[bit / Byte.SIZE] & mask) != 0;
            address[bit / Byte.SIZE] &= (byte) ~mask;
        }
        return any ? Optional.of(text(address) + "/" + length) : Optional.empty();
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + address.length + " bytes", impossible);
        }
    }
}

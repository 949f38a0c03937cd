package io.headgate.core.routing;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of IPv4 or IPv6 addresses. Its text is in the form in which AWS answers: without host bits, IPv6 as RFC 5952 says. */
public final class CidrBlock implements Comparable<CidrBlock> {

    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Comparator<CidrBlock> ORDER = Comparator.<CidrBlock>comparingInt(block -> block.network.length)
            .thenComparing(block -> block.network, Arrays::compareUnsigned)
            .thenComparingInt(block -> block.prefixLength);

    private static final int V4_BYTES = 4;
    private static final int NO_SCOPE = -1;

    private final byte[] network;
    private final int prefixLength;

    private CidrBlock(byte[] address, int prefixLength) {
        this.network = masked(address, prefixLength);
        this.prefixLength = prefixLength;
    }

    private static byte[] masked(byte[] address, int prefixLength) {
        byte[] masked = address.clone();
        for (int bit = prefixLength; bit < masked.length * Byte.SIZE; bit++) {
            masked[bit / Byte.SIZE] &= (byte) ~mask(bit);
        }
        return masked;
    }

    private static int mask(int bit) {
        return 0x80 >> (bit % Byte.SIZE);
    }

    /** Whether the text is {@code address/length}. */
    public static boolean isBlock(String text) {
        return text.indexOf('/') >= 0 && parse(text).isPresent();
    }

    /** Reads {@code address/length}, or a single address. Empty when it is neither. Never looks up a name. */
    public static Optional<CidrBlock> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return AddressLiteral.parse(text).map(address -> new CidrBlock(address, address.length * Byte.SIZE));
        }
        String length = text.substring(slash + 1);
        return LENGTH.matcher(length).matches()
                ? AddressLiteral.parse(text.substring(0, slash))
                        .flatMap(address -> of(address, Integer.parseInt(length)))
                : Optional.empty();
    }

    private static Optional<CidrBlock> of(byte[] address, int length) {
        return length <= address.length * Byte.SIZE ? Optional.of(new CidrBlock(address, length)) : Optional.empty();
    }

    /** Whether that text of a single address is the first of the block. */
    public boolean beginsWith(String address) {
        return AddressLiteral.parse(address)
                .filter(first -> Arrays.equals(first, network))
                .isPresent();
    }

    /** Whether the address is of the same family and lies in the block. */
    public boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    /** Whether all addresses of the other block lie in this one. */
    public boolean contains(CidrBlock other) {
        return prefixLength <= other.prefixLength && contains(other.network);
    }

    private boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int index = bit / Byte.SIZE;
            if (((address[index] ^ network[index]) & mask(bit)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The block twice as large that this one is a half of; empty for all addresses. */
    public Optional<CidrBlock> parent() {
        return prefixLength == 0 ? Optional.empty() : Optional.of(new CidrBlock(network, prefixLength - 1));
    }

    /** The other half of the parent; empty for all addresses. */
    public Optional<CidrBlock> sibling() {
        if (prefixLength == 0) {
            return Optional.empty();
        }
        byte[] other = network.clone();
        other[(prefixLength - 1) / Byte.SIZE] ^= (byte) mask(prefixLength - 1);
        return Optional.of(new CidrBlock(other, prefixLength));
    }

    @Override
    public int compareTo(CidrBlock other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CidrBlock block && compareTo(block) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + prefixLength;
    }

    @Override
    public String toString() {
        return address() + "/" + prefixLength;
    }

    private String address() {
        try {
            return network.length == V4_BYTES
                    ? InetAddress.getByAddress(network).getHostAddress()
                    : shortened(
                            Inet6Address.getByAddress(null, network, NO_SCOPE).getHostAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The first of the longest runs of at least two zero groups becomes {@code ::} (RFC 5952, section 4.2). */
    private static String shortened(String full) {
        for (int zeros = 8; zeros > 1; zeros--) {
            String run = String.join(":", Collections.nCopies(zeros, "0"));
            String padded = ":" + full + ":";
            int at = padded.indexOf(":" + run + ":");
            if (at >= 0) {
                String before = padded.substring(1, Math.max(1, at));
                int end = at + run.length() + 2;
                String after = end >= padded.length() ? "" : padded.substring(end, padded.length() - 1);
                return before + "::" + after;
            }
        }
        return full;
    }
}

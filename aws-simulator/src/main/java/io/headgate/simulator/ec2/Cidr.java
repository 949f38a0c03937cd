package io.headgate.simulator.ec2;

import io.headgate.simulator.api.ApiError;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** An address range, as EC2 reads and writes it. */
final class Cidr {
    private final byte[] network;
    private final int prefix;

    private Cidr(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    int prefix() {
        return prefix;
    }

    /** Reads a range and clears its host bits, as EC2 does with the ranges of security group rules. */
    static Cidr of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw malformed(text);
        }
        try {
            byte[] address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
            int prefix = Integer.parseInt(text.substring(slash + 1));
            if (prefix < 0 || prefix > address.length * 8) {
                throw malformed(text);
            }
            return new Cidr(masked(address, prefix), prefix);
        } catch (IllegalArgumentException _) {
            throw malformed(text);
        }
    }

    private static ApiError malformed(String text) {
        return ApiError.of("InvalidParameterValue", "CIDR block " + text + " is malformed");
    }

    boolean ipv4() {
        return network.length == 4;
    }

    boolean contains(String address) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        return bytes.length == network.length && new BigInteger(masked(bytes, prefix)).equals(new BigInteger(network));
    }

    /** The address at an offset from the first one. */
    String address(long offset) {
        byte[] sum = new BigInteger(1, network).add(BigInteger.valueOf(offset)).toByteArray();
        byte[] address = new byte[network.length];
        int length = Math.min(sum.length, address.length);
        System.arraycopy(sum, sum.length - length, address, address.length - length, length);
        return text(address);
    }

    private static byte[] masked(byte[] address, int prefix) {
        byte[] masked = address.clone();
        for (int bit = prefix; bit < masked.length * 8; bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return masked;
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    @Override
    public String toString() {
        return (ipv4() ? text(network) : compressed(text(network))) + "/" + prefix;
    }

    private static String compressed(String ipv6) {
        String longest = "";
        String padded = ":" + ipv6 + ":";
        for (int zeros = 8; zeros >= 2 && longest.isEmpty(); zeros--) {
            String run = ":" + "0:".repeat(zeros);
            longest = padded.contains(run) ? run : "";
        }
        if (longest.isEmpty()) {
            return ipv6;
        }
        int at = padded.indexOf(longest);
        String before = padded.substring(0, at);
        String after = padded.substring(at + longest.length());
        String head = before.startsWith(":") ? before.substring(1) : before;
        String tail = after.endsWith(":") ? after.substring(0, after.length() - 1) : after;
        return head + "::" + tail;
    }
}

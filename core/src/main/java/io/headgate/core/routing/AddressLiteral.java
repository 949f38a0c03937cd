package io.headgate.core.routing;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses as Go and AWS read them: four decimal octets without leading zeros, or eight groups of which some may be left out. The JDK
 * takes more: short IPv4 forms, zones, and IPv4 within IPv6, which it turns into IPv4.
 */
final class AddressLiteral {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final int GROUPS = 8;
    private static final int V6_BYTES = 16;

    private AddressLiteral() {}

    /** Four or sixteen bytes; empty when the text is no address. */
    static Optional<byte[]> parse(String text) {
        if (V4.matcher(text).matches()) {
            return Optional.of(InetAddress.ofLiteral(text).getAddress());
        }
        return isV6(text) ? Optional.of(v6(InetAddress.ofLiteral(text).getAddress())) : Optional.empty();
    }

    /** The JDK makes four bytes of an address within {@code ::ffff:0:0/96}. */
    private static byte[] v6(byte[] address) {
        if (address.length == V6_BYTES) {
            return address;
        }
        byte[] mapped = new byte[V6_BYTES];
        int prefix = V6_BYTES - address.length;
        mapped[prefix - 2] = (byte) 0xff;
        mapped[prefix - 1] = (byte) 0xff;
        System.arraycopy(address, 0, mapped, prefix, address.length);
        return mapped;
    }

    private static boolean isV6(String address) {
        int gap = address.indexOf("::");
        if (gap < 0) {
            return groups(address) == GROUPS;
        }
        if (address.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int before = gap == 0 ? 0 : groups(address.substring(0, gap));
        int after = gap + 2 == address.length() ? 0 : groups(address.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** How many groups of 16 bits the text has; negative if it is malformed. */
    private static int groups(String text) {
        int count = 0;
        for (String group : text.split(":", -1)) {
            if (!GROUP.matcher(group).matches()) {
                return Integer.MIN_VALUE;
            }
            count++;
        }
        return count;
    }
}

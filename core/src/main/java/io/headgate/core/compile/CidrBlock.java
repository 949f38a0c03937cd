package io.headgate.core.compile;

import java.util.regex.Pattern;

/** Tells CIDR blocks from other text. */
final class CidrBlock {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET + "/(3[0-2]|[12]?[0-9])");
    private static final Pattern V6 = Pattern.compile("(?<address>[0-9a-fA-F:.]+)/(12[0-8]|1[01][0-9]|[1-9]?[0-9])");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final int GROUPS = 8;

    private CidrBlock() {}

    static boolean isV4(String text) {
        return V4.matcher(text).matches();
    }

    static boolean isV6(String text) {
        var matcher = V6.matcher(text);
        return matcher.matches() && isV6Address(matcher.group("address"));
    }

    private static boolean isV6Address(String address) {
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

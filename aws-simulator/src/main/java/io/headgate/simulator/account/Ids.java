package io.headgate.simulator.account;

import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;

/** Gives out ids in the shapes of AWS. Repeatable: the same calls in the same order get the same ids. Not safe for many threads. */
public final class Ids {
    private final Random random = new Random(20160101);

    /** Lower-case hexadecimal digits. */
    public String hex(int digits) {
        byte[] bytes = new byte[(digits + 1) / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, digits);
    }

    /** An id of EC2: prefix, dash, 17 hexadecimal digits. */
    public String ec2(String prefix) {
        return prefix + "-" + hex(17);
    }

    public String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}

package io.headgate.core.plan;

import io.headgate.core.naming.ResourceNames;
import java.util.Set;

/** Other names for what must exist twice for a time. */
final class Alternates {

    private static final int HASH_LENGTH = 10;

    private Alternates() {}

    /** The name itself if it is free, else the first free one of a sequence that depends on the name alone. */
    static String free(String name, Set<String> taken) {
        String candidate = name;
        for (int number = 1; taken.contains(candidate); number++) {
            candidate = numbered(name, number);
        }
        return candidate;
    }

    private static String numbered(String name, int number) {
        String hash = ResourceNames.sha256(name + "/" + number).substring(0, HASH_LENGTH);
        int end = name.lastIndexOf('-');
        boolean hashed = end >= 0 && name.length() - end == HASH_LENGTH + 1;
        String stem = hashed ? name.substring(0, end) : name.substring(0, Math.min(name.length(), MAX_STEM));
        return stem + "-" + hash;
    }

    /** Target groups have names of 32 characters at most. */
    private static final int MAX_STEM = 32 - HASH_LENGTH - 1;
}

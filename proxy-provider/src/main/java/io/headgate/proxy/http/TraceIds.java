package io.headgate.proxy.http;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Values of {@code X-Amzn-Trace-Id}. */
final class TraceIds {

    static final String FIELD = "X-Amzn-Trace-Id";
    private static final int LIMIT = 7 * 1024;

    private final InstantSource clock;
    private final RandomGenerator random;

    TraceIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The value that goes to the target: a new root, or what came, with this hop as its Self. */
    String next(String received) {
        String id = "1-%08x-%08x%016x".formatted(clock.instant().getEpochSecond(), random.nextInt(), random.nextLong());
        boolean rooted = received.toLowerCase(Locale.ROOT).contains("root=") && received.length() <= LIMIT;
        if (!rooted) {
            return "Root=" + id;
        }
        List<String> fields = new ArrayList<>();
        fields.add("Self=" + id);
        for (String field : received.split(";")) {
            if (!field.isBlank() && !field.strip().toLowerCase(Locale.ROOT).startsWith("self=")) {
                fields.add(field.strip());
            }
        }
        return String.join(";", fields);
    }
}

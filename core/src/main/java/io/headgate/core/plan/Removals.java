package io.headgate.core.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a plan takes away: each thing that is removed or gives way to another, by the call that does it. What the plan makes is not part
 * of it, so the same removals are the same from pass to pass, wherever they are planned.
 *
 * @param things such as {@code DeleteRule arn:...}, sorted
 */
public record Removals(Set<String> things) {

    /** Enough that two plans of one cluster do not meet, short enough to be typed. */
    private static final int ID_DIGITS = 10;

    public Removals {
        things = Collections.unmodifiableSet(new TreeSet<>(things));
    }

    public static Removals of(Plan plan) {
        Set<String> things = new TreeSet<>();
        plan.steps().forEach(planned -> thing(planned).ifPresent(things::add));
        return new Removals(things);
    }

    /** What a step takes away; empty if it takes nothing away, or nothing that exists. */
    public static Optional<String> thing(PlannedStep planned) {
        Step step = planned.step();
        boolean removes = planned.risk() == Risk.DELETION || planned.risk() == Risk.REPLACEMENT;
        return removes && !Placeholder.is(step.handle())
                ? Optional.of(step.call() + " " + step.handle())
                : Optional.empty();
    }

    public boolean isEmpty() {
        return things.isEmpty();
    }

    /** A short name of exactly these removals: to approve them by. Empty when nothing goes. */
    public Optional<String> id() {
        return things.isEmpty() ? Optional.empty() : Optional.of(digest(List.copyOf(things)));
    }

    private static String digest(List<String> sorted) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", sorted).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

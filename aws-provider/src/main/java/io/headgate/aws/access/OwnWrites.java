package io.headgate.aws.access;

import io.headgate.core.stack.SecurityGroup.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was written to security groups a short while ago: EC2 may not tell it yet, as its answers are only eventually consistent, and an
 * answer that is older than a write must not undo what is known. Not for more than one thread.
 */
final class OwnWrites {

    /** Longer than EC2 is known to lag, and shorter than anyone waits for a change by others to be noticed. */
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Map<Permission, Write>> byGroup = new HashMap<>();

    OwnWrites(InstantSource clock) {
        this.clock = clock;
    }

    private record Write(Permission permission, boolean there, Instant at) {}

    void authorized(String group, Collection<Permission> permissions) {
        note(group, permissions, true);
    }

    void revoked(String group, Collection<Permission> permissions) {
        note(group, permissions, false);
    }

    /** What is there, given what was read. */
    List<Permission> correct(String group, Collection<Permission> read) {
        Map<Permission, Write> writes = byGroup.computeIfAbsent(group, ignored -> new HashMap<>());
        Instant since = clock.instant().minus(BELIEVED);
        writes.values().removeIf(write -> write.at().isBefore(since));
        List<Permission> corrected = new ArrayList<>(read);
        corrected.removeIf(permission -> writes.containsKey(permission.identity()));
        writes.values().stream().filter(Write::there).map(Write::permission).forEach(corrected::add);
        return List.copyOf(corrected);
    }

    private void note(String group, Collection<Permission> permissions, boolean there) {
        Map<Permission, Write> writes = byGroup.computeIfAbsent(group, ignored -> new HashMap<>());
        permissions.forEach(
                permission -> writes.put(permission.identity(), new Write(permission, there, clock.instant())));
    }
}

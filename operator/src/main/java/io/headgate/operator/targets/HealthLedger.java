package io.headgate.operator.targets;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** How many targets of each target group are healthy, as seen last. Safe for use by many threads. */
public final class HealthLedger {

    /**
     * Healthy among all targets.
     *
     * @param missedGates pods that should wait for their target to be healthy and do not
     */
    public record Health(int healthy, int total, int missedGates) {
        Health missing(int gates) {
            return new Health(healthy, total, gates);
        }
    }

    private final Map<String, Health> byArn = new ConcurrentHashMap<>();
    private final Map<String, Integer> unregistered = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private final List<Consumer<String>> impatient = new CopyOnWriteArrayList<>();

    /** Hears the ARN of a target group whose health changed. Must not block. */
    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Hears the ARN of a target group for whose health somebody begins to wait. Must not block. */
    public void listenToWaits(Consumer<String> listener) {
        impatient.add(listener);
    }

    /** Notes that something waits until targets of a group are healthy: looks at them must not become rare. */
    public void await(String targetGroupArn) {
        if (awaited.add(targetGroupArn)) {
            impatient.forEach(listener -> listener.accept(targetGroupArn));
        }
    }

    /** Notes that nothing waits for a target group any more. */
    public void noLongerAwait(String targetGroupArn) {
        awaited.remove(targetGroupArn);
    }

    boolean isAwaited(String targetGroupArn) {
        return awaited.contains(targetGroupArn);
    }

    /** Empty as long as nobody looked. */
    public Optional<Health> of(String targetGroupArn) {
        return Optional.ofNullable(byArn.get(targetGroupArn));
    }

    /** Pods that should wait for their target to be healthy and do not, over all target groups. */
    public int missedGates() {
        return byArn.values().stream().mapToInt(Health::missedGates).sum();
    }

    /** Ready endpoints that are no targets yet, over all target groups. */
    public int unregistered() {
        return unregistered.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Notes how many ready endpoints are no targets of a target group. */
    void lack(String targetGroupArn, int endpoints) {
        unregistered.put(targetGroupArn, endpoints);
    }

    void put(String targetGroupArn, Health health) {
        if (!health.equals(byArn.put(targetGroupArn, health))) {
            listeners.forEach(listener -> listener.accept(targetGroupArn));
        }
    }

    void forget(String targetGroupArn) {
        byArn.remove(targetGroupArn);
        unregistered.remove(targetGroupArn);
        awaited.remove(targetGroupArn);
    }
}

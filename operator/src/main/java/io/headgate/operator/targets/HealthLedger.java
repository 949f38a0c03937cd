package io.headgate.operator.targets;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** By ARN, whether somebody looked since it is waited for. */
    private final Map<String, Boolean> awaited = new ConcurrentHashMap<>();

    private final List<Consumer<String>> impatient = new CopyOnWriteArrayList<>();

    /** Hears the ARN of a target group whose health changed. Must not block. */
    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Hears the ARN of a target group for whose health somebody begins to wait. Must not block. */
    public void listenToWaits(Consumer<String> listener) {
        impatient.add(listener);
    }

    /**
     * Notes that something is decided by the health of the targets of a group: looks at them must not become rare, and what was seen
     * before counts no more. Targets that were not healthy at the last look may serve by now, and the other way round.
     */
    public void await(String targetGroupArn) {
        if (awaited.putIfAbsent(targetGroupArn, false) == null) {
            impatient.forEach(listener -> listener.accept(targetGroupArn));
        }
    }

    /** Notes that nothing waits for a target group any more. */
    public void noLongerAwait(String targetGroupArn) {
        awaited.remove(targetGroupArn);
    }

    boolean isAwaited(String targetGroupArn) {
        return awaited.containsKey(targetGroupArn);
    }

    /** What was seen since it is waited for; of one that nothing waits for, what was seen last. */
    public Optional<Health> awaited(String targetGroupArn) {
        return Boolean.FALSE.equals(awaited.get(targetGroupArn)) ? Optional.empty() : of(targetGroupArn);
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

    /**
     * Notes what was seen.
     *
     * @param awaited whether it was waited for already when the look began
     */
    public void put(String targetGroupArn, Health health, boolean awaited) {
        boolean changed = !health.equals(byArn.put(targetGroupArn, health));
        boolean first = awaited && this.awaited.replace(targetGroupArn, false, true);
        if (changed || first) {
            listeners.forEach(listener -> listener.accept(targetGroupArn));
        }
    }

    void forget(String targetGroupArn) {
        byArn.remove(targetGroupArn);
        unregistered.remove(targetGroupArn);
        awaited.remove(targetGroupArn);
    }
}

package io.headgate.simulator.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was made of a policy, perhaps in several accounts. Safe for use by many threads. */
public final class PolicyUse {

    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final List<Denial> denials = new CopyOnWriteArrayList<>();

    /** Something that was asked for and not allowed. */
    public record Denial(String action, String resource) {}

    void allowed(String action) {
        used.add(action);
    }

    void denied(Check check) {
        denials.add(new Denial(check.action(), check.resource()));
    }

    /** The actions that were allowed, as {@code service:Action}. */
    public Set<String> used() {
        return new TreeSet<>(used);
    }

    public List<Denial> denials() {
        return List.copyOf(denials);
    }

    /** Actions of a policy that nothing ever needed, each with the statement that allows it: {@code Sid: service:Action}. */
    public List<String> unused(PolicyDocument document) {
        List<String> unused = new ArrayList<>();
        document.statements().stream()
                .filter(PolicyDocument.Statement::allows)
                .forEach(statement -> statement.actions().stream()
                        .filter(pattern ->
                                used.stream().noneMatch(action -> Wildcards.match(lower(pattern), lower(action))))
                        .forEach(pattern -> unused.add(statement.sid() + ": " + pattern)));
        return unused;
    }

    private static String lower(String action) {
        return action.toLowerCase(Locale.ROOT);
    }
}

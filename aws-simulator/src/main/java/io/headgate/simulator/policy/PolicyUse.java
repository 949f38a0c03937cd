package io.headgate.simulator.policy;

import io.headgate.simulator.policy.PolicyDocument.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What was made of a policy, perhaps in several accounts. Statements are known by their {@code Sid}. Safe for use by many threads. */
public final class PolicyUse {

    private final Set<Permit> used = ConcurrentHashMap.newKeySet();
    private final List<Denial> denials = new CopyOnWriteArrayList<>();
    private final @Nullable PolicyUse whole;

    /** Use of a policy in some accounts of which nobody else wants to know. */
    public PolicyUse() {
        this(null);
    }

    /** @param whole is told all of it too; null for none */
    public PolicyUse(@Nullable PolicyUse whole) {
        this.whole = whole;
    }

    /** A statement that allowed an action. */
    private record Permit(String sid, String action) {}

    /** Something that was asked for and not allowed. */
    public record Denial(String action, String resource) {}

    void allowed(Statement statement, String action) {
        used.add(new Permit(statement.sid(), action));
        if (whole != null) {
            whole.allowed(statement, action);
        }
    }

    void denied(Check check) {
        denials.add(new Denial(check.action(), check.resource()));
        if (whole != null) {
            whole.denied(check);
        }
    }

    /** The actions that were allowed, as {@code service:Action}. */
    public Set<String> used() {
        Set<String> actions = new TreeSet<>();
        used.forEach(permit -> actions.add(permit.action()));
        return actions;
    }

    public List<Denial> denials() {
        return List.copyOf(denials);
    }

    /** What statements allow and nothing ever needed: {@code Sid: service:Action}. An action may be needed of one and not of another. */
    public List<String> unused(PolicyDocument document) {
        List<String> unused = new ArrayList<>();
        document.statements().stream()
                .filter(Statement::allows)
                .forEach(statement -> statement.actions().stream()
                        .filter(pattern -> !needed(statement.sid(), pattern))
                        .forEach(pattern -> unused.add(statement.sid() + ": " + pattern)));
        return unused;
    }

    private boolean needed(String sid, String pattern) {
        return used.stream()
                .anyMatch(
                        permit -> permit.sid().equals(sid) && Wildcards.match(lower(pattern), lower(permit.action())));
    }

    private static String lower(String action) {
        return action.toLowerCase(Locale.ROOT);
    }
}

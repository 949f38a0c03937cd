package io.headgate.core.quota;

import io.headgate.core.routing.RuleSize;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits of an account, as far as they were told, and what of them others use. A limit that nobody told is assumed to be that of a
 * new account: it is shown, but refuses nobody, since many accounts have had theirs raised.
 *
 * @param told limits that AWS or a flag told
 * @param usedElsewhere how much of the limits of the whole account is used by others than the group in question
 * @param unread why AWS told none; null when it did or was not asked
 */
public record Limits(
        Map<Quota, Integer> told,
        Map<Quota, Integer> usedElsewhere,
        @Nullable String unread) {

    /** Nobody was asked. */
    public static final Limits ASSUMED = new Limits(Map.of(), Map.of(), null);

    public Limits {
        told = Map.copyOf(told);
        usedElsewhere = Map.copyOf(usedElsewhere);
    }

    /** The limit, told or assumed. */
    public int of(Quota quota) {
        return told.getOrDefault(quota, quota.byDefault());
    }

    /** The largest rule that a load balancer takes. */
    public RuleSize rule() {
        return new RuleSize(of(Quota.CONDITION_VALUES), of(Quota.CONDITION_WILDCARDS));
    }

    /** Whether the limit is known and not only assumed. */
    public boolean knows(Quota quota) {
        return told.containsKey(quota);
    }

    /** The same with limits that are known better. */
    public Limits with(Map<Quota, Integer> better) {
        if (better.isEmpty()) {
            return this;
        }
        Map<Quota, Integer> all = new EnumMap<>(Quota.class);
        all.putAll(told);
        all.putAll(better);
        return new Limits(all, usedElsewhere, unread);
    }
}

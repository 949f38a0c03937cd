package io.headgate.core.plan;

import io.headgate.core.stack.Addon;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Set;

/** Plans the protections of the first load balancer. Nothing waits for these steps: a service that fails here blocks nothing else. */
final class AddonPlanner {

    private final Draft draft;
    private final References references;

    AddonPlanner(Draft draft, References references) {
        this.draft = draft;
        this.references = references;
    }

    void plan(Stack desired, Stack observed) {
        if (desired.loadBalancers().isEmpty()) {
            return;
        }
        LoadBalancer first = desired.loadBalancers().getFirst();
        String handle = references.loadBalancer(first.resource());
        Set<Integer> made = draft.makersOf(List.of(handle));
        List<Addon> present = made.isEmpty() ? observed.addons() : List.of();
        for (Addon addon : desired.addons()) {
            if (!present.contains(addon) && !(absent(addon) && hasNone(present, addon))) {
                draft.add(step(addon, handle), Risk.NONE, made);
            }
        }
    }

    private static boolean absent(Addon addon) {
        return switch (addon) {
            case Addon.WebAcl(String arn) -> arn.isEmpty();
            case Addon.RegionalWebAcl(String id) -> id.isEmpty();
            case Addon.ShieldProtection(boolean enabled) -> !enabled;
        };
    }

    private static boolean hasNone(List<Addon> present, Addon addon) {
        return present.stream().noneMatch(each -> each.getClass().equals(addon.getClass()));
    }

    private static Step step(Addon addon, String handle) {
        return switch (addon) {
            case Addon.WebAcl(String arn) when arn.isEmpty() -> new AddonStep.DisassociateWebAcl(handle);
            case Addon.WebAcl(String arn) -> new AddonStep.AssociateWebAcl(handle, arn);
            case Addon.RegionalWebAcl(String id) when id.isEmpty() -> new AddonStep.DisassociateRegionalWebAcl(handle);
            case Addon.RegionalWebAcl(String id) -> new AddonStep.AssociateRegionalWebAcl(handle, id);
            case Addon.ShieldProtection(boolean enabled) ->
                enabled ? new AddonStep.CreateProtection(handle) : new AddonStep.DeleteProtection(handle);
        };
    }
}

package io.headgate.core.plan;

import io.headgate.core.stack.Addon;
import io.headgate.core.stack.Stack;

/** Calls on protections of a load balancer (WAFv2, WAF Classic Regional and Shield APIs). {@code handle} is the load balancer. */
public sealed interface AddonStep extends Step {

    record AssociateWebAcl(String handle, String webAclArn) implements AddonStep {
        @Override
        public Stack applyTo(Stack observed) {
            return replaced(observed, new Addon.WebAcl(webAclArn));
        }
    }

    record DisassociateWebAcl(String handle) implements AddonStep {
        @Override
        public Stack applyTo(Stack observed) {
            return replaced(observed, new Addon.WebAcl(""));
        }
    }

    record AssociateRegionalWebAcl(String handle, String webAclId) implements AddonStep {
        @Override
        public Stack applyTo(Stack observed) {
            return replaced(observed, new Addon.RegionalWebAcl(webAclId));
        }
    }

    record DisassociateRegionalWebAcl(String handle) implements AddonStep {
        @Override
        public Stack applyTo(Stack observed) {
            return replaced(observed, new Addon.RegionalWebAcl(""));
        }
    }

    record CreateProtection(String handle) implements AddonStep {
        @Override
        public Stack applyTo(Stack observed) {
            return replaced(observed, new Addon.ShieldProtection(true));
        }
    }

    record DeleteProtection(String handle) implements AddonStep {
        @Override
        public Stack applyTo(Stack observed) {
            return replaced(observed, new Addon.ShieldProtection(false));
        }
    }

    private static Stack replaced(Stack observed, Addon addon) {
        return observed.withAddons(Edits.plus(
                Edits.minus(observed.addons(), present -> present.getClass().equals(addon.getClass())), addon));
    }
}

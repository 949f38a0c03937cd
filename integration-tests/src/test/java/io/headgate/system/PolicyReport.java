package io.headgate.system;

import io.headgate.simulator.policy.PolicyUse;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Says at the end of all tests what of the policy was needed, and what was not. */
public final class PolicyReport implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(PolicyReport.class)).computeIfAbsent(PolicyReport.class, _ ->
                (AutoCloseable) PolicyReport::print);
    }

    private static void print() {
        PolicyUse use = EnforcedPolicy.everywhere();
        if (!use.used().isEmpty()) {
            System.out.println("iam: " + use.used().size() + " actions needed, not needed by any of these tests: "
                    + use.unused(EnforcedPolicy.everything()));
        }
    }
}

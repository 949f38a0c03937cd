package io.headgate.system;

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
        if (!EnforcedPolicy.used().isEmpty()) {
            System.out.println("iam: " + EnforcedPolicy.used().size() + " actions needed, "
                    + EnforcedPolicy.denials().size() + " calls denied " + EnforcedPolicy.denials());
            EnforcedPolicy.unused().forEach(action -> System.out.println("iam: not needed by any test: " + action));
        }
    }
}

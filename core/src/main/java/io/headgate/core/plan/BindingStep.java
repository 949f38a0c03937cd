package io.headgate.core.plan;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;

/** Writes of TargetGroupBindings (Kubernetes API). */
public sealed interface BindingStep extends Step {

    /** Makes the binding, or makes it what it should be. */
    record ApplyTargetGroupBinding(TargetGroupBinding binding) implements BindingStep {
        @Override
        public String handle() {
            return binding.key().toString();
        }

        @Override
        public Stack applyTo(Stack observed) {
            return observed.withBindings(Edits.plus(
                    Edits.minus(observed.bindings(), present -> present.key().equals(binding.key())), binding));
        }
    }

    record DeleteTargetGroupBinding(ObjectKey key) implements BindingStep {
        @Override
        public String handle() {
            return key.toString();
        }

        @Override
        public Stack applyTo(Stack observed) {
            return observed.withBindings(
                    Edits.minus(observed.bindings(), present -> present.key().equals(key)));
        }
    }
}

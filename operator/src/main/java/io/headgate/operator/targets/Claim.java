package io.headgate.operator.targets;

import io.headgate.core.target.Target;
import java.util.Collection;

/** Which registered targets of a target group are this cluster's, so that it may deregister them. */
interface Claim {

    /** A target group that is the cluster's alone. */
    Claim ALL = new Claim() {
        @Override
        public boolean covers(Target target) {
            return true;
        }

        @Override
        public void extend(Collection<Target> targets) {}

        @Override
        public void reduceTo(Collection<Target> targets) {}
    };

    boolean covers(Target target);

    /** To be called before these are registered, so that none is forgotten should the process stop then. */
    void extend(Collection<Target> targets);

    /** To be called once all other targets of this cluster are deregistered. */
    void reduceTo(Collection<Target> targets);
}

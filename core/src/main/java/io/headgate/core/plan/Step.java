package io.headgate.core.plan;

import io.headgate.core.stack.Stack;

/**
 * One mutating API call as data. The records carry the names of the calls of ELBv2, EC2, ACM, WAF, Shield and of the Kubernetes
 * objects that belong to a stack. What a step refers to and an earlier step makes is named by {@linkplain Placeholder placeholder}.
 */
public sealed interface Step
        permits SecurityGroupStep,
                LoadBalancerStep,
                TargetGroupStep,
                ListenerStep,
                RuleStep,
                TagStep,
                CertificateStep,
                AddonStep,
                BindingStep {

    /** What the step makes, changes or removes: an ARN, an id, the name of a Kubernetes object, or a placeholder. */
    String handle();

    /** The observed stack after the step succeeded. A step on something that is not there changes nothing. */
    Stack applyTo(Stack observed);

    /** The name of the API call. */
    default String call() {
        return getClass().getSimpleName();
    }
}

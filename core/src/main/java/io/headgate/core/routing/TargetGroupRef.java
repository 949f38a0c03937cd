package io.headgate.core.routing;

/** How an action names a target group: before the group exists by its place in the stack, afterwards or from outside by ARN. */
public sealed interface TargetGroupRef {

    /**
     * A target group of the same stack.
     *
     * @param resource value of the tag {@code ingress.k8s.aws/resource}
     */
    record InStack(String resource) implements TargetGroupRef {}

    /** A target group by ARN: foreign, or already made. */
    record ByArn(String arn) implements TargetGroupRef {}
}

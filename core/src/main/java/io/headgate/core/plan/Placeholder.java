package io.headgate.core.plan;

/**
 * Names for what a plan makes. A step names a thing by its handle: the ARN or id that the cloud gave it, or, for what an earlier step
 * of the same plan makes, a placeholder, which the executor replaces as soon as it knows the real one.
 */
public final class Placeholder {

    private static final String PREFIX = "new:";

    private Placeholder() {}

    /** The placeholder of a resource, named by kind and by whatever is unique among its kind in a stack. */
    static String of(String kind, String resource) {
        return PREFIX + kind + "/" + resource;
    }

    /** Whether that handle stands for something that is still to be made. */
    public static boolean is(String handle) {
        return handle.startsWith(PREFIX);
    }
}

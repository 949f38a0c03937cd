package io.headgate.core.target;

/** How things stand with a registered target that is not wanted any more. */
public enum Standing {
    /** What is behind it still serves: the target may stay until others have taken over. */
    SERVING,
    /** It still serves, but has been announced to end soon. */
    LEAVING,
    /** It is known to end, or to serve no more. */
    GONE,
    /** Nothing is known of it, not even that it ended. */
    UNKNOWN
}

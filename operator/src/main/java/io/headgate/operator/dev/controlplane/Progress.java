package io.headgate.operator.dev.controlplane;

/** Where long work says how far it is. Called from any thread, one line at a time. */
@FunctionalInterface
public interface Progress {
    void say(String line);
}

package io.headgate.core.cluster;

/** A port as written in a manifest: a number or a name ({@code IntOrString}). */
public sealed interface PortRef {

    /** The port as written. It is part of names of target groups, so 80 and "http" differ even if they mean the same port. */
    String asWritten();

    record ByNumber(int number) implements PortRef {
        @Override
        public String asWritten() {
            return Integer.toString(number);
        }
    }

    record ByName(String name) implements PortRef {
        @Override
        public String asWritten() {
            return name;
        }
    }
}

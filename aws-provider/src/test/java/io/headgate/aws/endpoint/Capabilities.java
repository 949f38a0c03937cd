package io.headgate.aws.endpoint;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * What a stand-in for AWS can do, so that a test names what it needs and not a product. Immutable.
 *
 * @param emulator for messages
 */
public record Capabilities(String emulator, Set<Capability> present) {

    public Capabilities {
        present = Set.copyOf(present);
    }

    public boolean has(Capability capability) {
        return present.contains(capability);
    }

    /**
     * Ends a test that asks for what is missing.
     *
     * @throws TestAbortedException naming the missing capability
     */
    public void require(Capability capability) {
        if (!has(capability)) {
            throw new TestAbortedException(emulator + " cannot do " + capability);
        }
    }

    /** What cannot be tried, in the order of declaration. */
    public List<Capability> missing() {
        return List.copyOf(EnumSet.complementOf(asEnumSet()));
    }

    @Override
    public String toString() {
        return missing().isEmpty()
                ? emulator + ", which can do everything that tests ask for"
                : emulator + ", which cannot do "
                        + missing().stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private EnumSet<Capability> asEnumSet() {
        EnumSet<Capability> set = EnumSet.noneOf(Capability.class);
        set.addAll(present);
        return set;
    }
}

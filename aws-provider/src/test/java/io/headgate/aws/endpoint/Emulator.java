package io.headgate.aws.endpoint;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stand-ins for AWS that tests know how to start. */
public enum Emulator {
    /** The project's own, in this process. */
    SIMULATOR,
    /** Apache-2.0, in Python; accepts most of what AWS refuses. */
    MOTO,
    /** Only as a container, with a licence that covers ELBv2; its ELBv2 is built on that of moto. */
    LOCALSTACK;

    /** The one that the system property {@code aws.test.emulator} chooses; the simulator when it is not set. */
    public static Emulator chosen() {
        return named(System.getProperty("aws.test.emulator", SIMULATOR.label()));
    }

    /** @throws IllegalArgumentException when there is none of that name */
    static Emulator named(String name) {
        return Stream.of(values())
                .filter(emulator -> emulator.label().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("aws.test.emulator=" + name + " is not known: use one of "
                                + Stream.of(values()).map(Emulator::label).collect(Collectors.joining(", "))));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Capabilities capabilities() {
        return new Capabilities(
                label(),
                switch (this) {
                    case SIMULATOR -> EnumSet.allOf(Capability.class);
                    case MOTO, LOCALSTACK -> Set.of();
                });
    }
}

package io.headgate.aws.endpoint;

/** Starts emulators in containers. An implementation is found by {@link java.util.ServiceLoader}; without it there are no containers. */
public interface EmulatorContainers {

    /** Starts a container, or says why there is none. */
    Resolution start(Emulator emulator);
}

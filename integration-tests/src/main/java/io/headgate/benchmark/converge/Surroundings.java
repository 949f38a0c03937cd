package io.headgate.benchmark.converge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where is measured: without it figures say nothing.
 *
 * @param load average number of programs that want a processor, before anything starts
 */
record Surroundings(int processors, String processor, double load, String jvm, ImageFlags flags) {

    static Surroundings now(ImageFlags flags) {
        return new Surroundings(
                Runtime.getRuntime().availableProcessors(),
                model(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version().toString(),
                flags);
    }

    private static String model() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("this is no Linux", e);
        }
    }

    /** Two lines. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d processors (%s), load average %.1f before, JVM %s%nthe operator with the flags of the image, in %d MiB%n",
                processors,
                processor,
                load,
                jvm,
                flags.mebibytes());
    }
}

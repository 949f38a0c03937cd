package io.headgate.benchmark.converge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The flags that the image gives to the JVM of the operator, in a container of the size that the chart gives it. */
record ImageFlags(Path file, int mebibytes) {

    /** The chart's limit ({@code resources.limits.memory}). */
    private static final int LIMIT = 384;

    /** Those of this source tree, which is found by the system property {@code headgate.root}. */
    static ImageFlags ofSourceTree() {
        Path file = Path.of(System.getProperty("headgate.root", ".."), "operator/src/main/jib/app/operator.flags");
        if (!Files.isReadable(file)) {
            throw new IllegalStateException("there is no " + file + "; name the source tree by -Dheadgate.root=...");
        }
        return new ImageFlags(file, LIMIT);
    }

    List<String> options() {
        return List.of("@" + file, "-XX:MaxRAM=" + mebibytes + "m");
    }
}

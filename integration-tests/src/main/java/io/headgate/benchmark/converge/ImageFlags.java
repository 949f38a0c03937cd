package io.headgate.benchmark.converge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The flags that the image gives to the JVM of the operator, in a container of the size that the chart gives it.
 *
 * @param mebibytes the container's limit
 */
record ImageFlags(Path file, int mebibytes) {

    private static final Pattern LIMIT = Pattern.compile("limits: \\{memory: (\\d+)Mi}");

    /**
     * Those of the source tree, which is found by the system property {@code headgate.root}.
     *
     * @throws UncheckedIOException if there is none
     */
    static ImageFlags ofSourceTree() {
        Path root = Path.of(System.getProperty("headgate.root", ".."));
        try {
            String values = Files.readString(root.resolve("helm/headgate/values.yaml"));
            int limit = LIMIT.matcher(values)
                    .results()
                    .map(MatchResult::group)
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the chart has no limit of memory"));
            return new ImageFlags(root.resolve("operator/src/main/jib/app/operator.flags"), limit);
        } catch (IOException e) {
            throw new UncheckedIOException("no source tree at " + root + "; name it by -Dheadgate.root=...", e);
        }
    }

    List<String> options() {
        return List.of("@" + file, "-XX:MaxRAM=" + mebibytes + "m");
    }
}

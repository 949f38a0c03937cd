package io.headgate.system;

import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree in which the tests run. */
public final class Checkout {

    private Checkout() {}

    /** The folder that holds {@code ./headgate}. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("headgate"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("the tests run outside of the source tree");
            }
        }
        return folder;
    }

    public static Path launcher() {
        return root().resolve("headgate");
    }
}

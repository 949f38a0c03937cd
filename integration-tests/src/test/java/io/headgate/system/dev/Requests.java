package io.headgate.system.dev;

import io.headgate.system.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The requests that {@code dev} offers, sent as they are printed. */
record Requests(List<String> commands) {

    static Requests in(List<String> screen) {
        return new Requests(screen.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("curl "))
                .toList());
    }

    /** The one command whose URL ends so. */
    String to(String url) {
        return commands.stream()
                .filter(command -> command.endsWith(" " + url))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no request to " + url + " among " + commands));
    }

    static String answer(Path folder, String command) throws IOException, InterruptedException {
        return Shell.run(folder, Map.of(), command).output();
    }
}

package io.headgate.system.docs;

import io.headgate.system.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page for users and the commands that it tells to type: the lines of its {@code sh} blocks, of which one that ends in a backslash goes
 * on in the next.
 */
record Page(String name, List<String> commands) {

    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>(List.of(read(Path.of("README.md"))));
        try (Stream<Path> docs = Files.list(Checkout.root().resolve("docs"))) {
            for (Path file : docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                pages.add(read(Checkout.root().relativize(file)));
            }
        }
        return pages;
    }

    private static Page read(Path file) throws IOException {
        List<String> commands = new ArrayList<>();
        String command = "";
        boolean inBlock = false;
        for (String line : Files.readAllLines(Checkout.root().resolve(file))) {
            if (line.startsWith("```")) {
                inBlock = line.equals("```sh");
            } else if (inBlock && line.endsWith("\\")) {
                command += line.substring(0, line.length() - 1);
            } else if (inBlock && !line.isBlank()) {
                commands.add(command + line);
                command = "";
            }
        }
        return new Page(file.toString(), commands);
    }

    @Override
    public String toString() {
        return name;
    }
}

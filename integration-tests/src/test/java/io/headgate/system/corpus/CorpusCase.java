package io.headgate.system.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.system.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recorded case: manifests, perhaps flags, and the state that aws-load-balancer-controller made of them.
 *
 * @param collection its folder; says in which account it starts
 */
record CorpusCase(Collection collection, String name) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Cases that start in the same account. */
    enum Collection {
        CASES("cases", "seed.json"),
        CASES_B("cases-b", "seed-b.json");

        private final String folder;
        private final String seed;

        Collection(String folder, String seed) {
            this.folder = folder;
            this.seed = seed;
        }

        String folder() {
            return folder;
        }

        Path seedFile() {
            return corpus().resolve(seed);
        }

        JsonNode seed() {
            return json(seedFile());
        }

        Stream<CorpusCase> cases() {
            try (Stream<Path> entries = Files.list(corpus().resolve(folder))) {
                return entries.filter(Files::isDirectory).sorted().toList().stream()
                        .map(entry -> new CorpusCase(this, entry.getFileName().toString()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    static Stream<CorpusCase> all() {
        return Stream.of(Collection.values()).flatMap(Collection::cases);
    }

    /** {@code cases/paths-of-all-types}. */
    String id() {
        return collection.folder() + "/" + name;
    }

    Path manifest() {
        return folder().resolve("input.yaml");
    }

    JsonNode expected() {
        return json(folder().resolve("expected.json"));
    }

    /** Flags of the operator, as on its command line. */
    List<String> flags() {
        Path file = folder().resolve("flags.txt");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> !line.isBlank())
                            .toList()
                    : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path folder() {
        return corpus().resolve(collection.folder()).resolve(name);
    }

    private static Path corpus() {
        return Checkout.root().resolve("operator/src/test/resources/corpus");
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return id();
    }
}

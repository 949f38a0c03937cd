package io.headgate.system.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The account of a seed in a moto server of its own: a stand-in for AWS that shares no code with the simulator. */
final class MotoAccount implements AutoCloseable {

    private final Process server;
    private final JsonNode made;

    private MotoAccount(Process server, JsonNode made) {
        this.server = server;
        this.made = made;
    }

    static MotoAccount start(CorpusCase.Collection collection) throws IOException {
        Process server = Python.script(
                        "seed_moto.py",
                        "--start",
                        "--seed",
                        collection.seedFile().toString())
                .start();
        String made = server.inputReader().readLine();
        if (made == null) {
            throw new IOException("seed_moto.py ended without an account; its error output says why");
        }
        return new MotoAccount(server, new ObjectMapper().readTree(made));
    }

    URI endpoint() {
        return URI.create(made.get("endpoint").asText());
    }

    /** The seed with the ids that moto gave. */
    JsonNode seed() {
        return made.get("seed");
    }

    /** A manifest with the ids that moto gave. */
    String localised(String manifest) {
        Map<String, String> replacements = new LinkedHashMap<>();
        made.get("replacements")
                .properties()
                .forEach(entry ->
                        replacements.put(entry.getKey(), entry.getValue().asText()));
        String localised = manifest;
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            localised = localised.replace(replacement.getKey(), replacement.getValue());
        }
        return localised;
    }

    @Override
    public void close() {
        server.destroy();
    }
}

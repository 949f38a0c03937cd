package io.headgate.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.system.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page of pains says to be proven is proven by something that exists. */
final class PainsPageTest {

    private static final Pattern PROOF = Pattern.compile("`([A-Z][A-Za-z]*Test|benchmarks/[a-z-]+)`");
    private static final List<String> MODULES = List.of("core", "aws-provider", "operator", "integration-tests");

    @Test
    void namesTestsThatExist() throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/pains.md"));
        List<String> proofs = PROOF.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
        Set<String> tests = tests();

        assertThat(proofs)
                .hasSizeGreaterThan(50)
                .allMatch(proof -> tests.contains(proof)
                        || Files.isDirectory(Checkout.root().resolve(proof)));
    }

    private static Set<String> tests() throws IOException {
        Set<String> names = new HashSet<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Checkout.root().resolve(module).resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith("Test.java"))
                        .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        return names;
    }
}

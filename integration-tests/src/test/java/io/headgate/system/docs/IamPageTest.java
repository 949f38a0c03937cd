package io.headgate.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.iam.Feature;
import io.headgate.aws.iam.LeastPrivilege;
import io.headgate.system.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/reference/iam.md shows what {@code headgate iam} prints. {@code -Dheadgate.docs.update=true} writes it anew. */
final class IamPageTest {

    private static final Path PAGE = Checkout.root().resolve("docs/reference/iam.md");
    private static final String GENERATED = "<!-- generated from here on -->\n";

    @Test
    void thePageShowsThePolicy() throws IOException {
        String page = Files.readString(PAGE);
        String wanted = page.substring(0, page.indexOf(GENERATED)) + GENERATED + generated();
        if (Boolean.getBoolean("headgate.docs.update")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/reference/iam.md; write it anew with -Dheadgate.docs.update=true -Dtest=IamPageTest")
                .isEqualTo(wanted);
    }

    private static String generated() {
        return "\n| feature | for |\n| --- | --- |\n"
                + Arrays.stream(Feature.values())
                        .map(feature -> "| `" + feature.id() + "` | " + feature.purpose() + " |\n")
                        .collect(Collectors.joining())
                + "\n## The policy without further features\n\n```json\n" + policy(List.of())
                + "```\n\n## With all features\n\n```json\n" + policy(List.of(Feature.values())) + "```\n";
    }

    private static String policy(List<Feature> features) {
        return LeastPrivilege.policy("prod", features, "aws");
    }
}

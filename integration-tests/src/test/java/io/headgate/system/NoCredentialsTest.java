package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has no credentials for AWS is told where they were looked for. */
@Tag("system")
final class NoCredentialsTest {

    /** Empty counts as missing, and nothing asks the address of the instance metadata. */
    private static final Map<String, String> NOTHING = Map.of(
            "AWS_ACCESS_KEY_ID", "",
            "AWS_SECRET_ACCESS_KEY", "",
            "AWS_SHARED_CREDENTIALS_FILE", "/no/such/file",
            "AWS_CONFIG_FILE", "/no/such/file",
            "AWS_EC2_METADATA_DISABLED", "true");

    @Test
    void theFirstLineNamesTheProvidersThatWereTried(@TempDir Path folder) throws Exception {
        try (HeadgateProcess drain = HeadgateProcess.start(
                folder, NOTHING, "drain", "--cluster-name=lab", "--aws-region=us-west-2", "--aws-vpc-id=vpc-0b10e")) {
            String told = drain.awaitLine("headgate: ", Duration.ofMinutes(10));

            assertThat(told)
                    .contains(
                            "Unable to load credentials",
                            "EnvironmentVariableCredentialsProvider",
                            "WebIdentityTokenFileCredentialsProvider",
                            "ContainerCredentialsProvider",
                            "InstanceProfileCredentialsProvider");
            assertThat(drain.awaitEnd(Duration.ofMinutes(1))).isEqualTo(1);
        }
    }
}

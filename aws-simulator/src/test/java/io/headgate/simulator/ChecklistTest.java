package io.headgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list for readers and the checks that are made hold the same entries, so that each can be ticked off. */
final class ChecklistTest {

    @Test
    void listsExactlyWhatIsChecked() {
        List<String> checked = Stream.of(
                        LoadBalancerChecklistTest.creation(),
                        LoadBalancerChecklistTest.life(),
                        LoadBalancerChecklistTest.time(),
                        AttributeChecklistTest.attributes(),
                        TagAndQuotaChecklistTest.tags(),
                        TagAndQuotaChecklistTest.limits(),
                        TargetGroupChecklistTest.groups(),
                        TargetGroupChecklistTest.targets(),
                        TargetGroupChecklistTest.time(),
                        ListenerChecklistTest.listeners(),
                        ListenerChecklistTest.certificates(),
                        RuleChecklistTest.creation(),
                        RuleChecklistTest.life(),
                        SecurityGroupChecklistTest.groups(),
                        SecurityGroupChecklistTest.lookUps(),
                        OtherServicesChecklistTest.certificates(),
                        OtherServicesChecklistTest.protection())
                .flatMap(List::stream)
                .map(Checklist.Entry::text)
                .toList();

        assertThat(listed()).containsExactlyElementsOf(checked);
    }

    private static List<String> listed() {
        try (InputStream list = Objects.requireNonNull(ChecklistTest.class.getResourceAsStream("/checklist.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

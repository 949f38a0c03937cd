package io.headgate.aws.facts;

import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.VpcSecurityGroup;
import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.Grammar;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupInputs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The security groups that Ingresses may name. Those of others are looked for again when a name is not known, but not over and over. */
final class NamedSecurityGroups {
    private static final List<AnnotationKey> NAMING =
            List.of(AnnotationKey.SECURITY_GROUPS, AnnotationKey.FRONTEND_NLB_SECURITY_GROUPS);
    private static final String NAME = "Name";

    private final SecurityGroupIndex index;
    private final Remembered<Boolean> search;

    NamedSecurityGroups(SecurityGroupIndex index, Duration believed, InstantSource clock) {
        this.index = index;
        this.search = new Remembered<>(
                () -> {
                    index.discover();
                    return true;
                },
                believed,
                clock);
    }

    List<CloudFacts.SecurityGroup> of(GroupInputs inputs) {
        if (!inputs.members().stream().flatMap(NamedSecurityGroups::names).allMatch(this::known)) {
            search.get();
        }
        return index.all().stream()
                .map(group ->
                        new CloudFacts.SecurityGroup(group.id(), group.tags().getOrDefault(NAME, ""), group.tags()))
                .toList();
    }

    private static Stream<String> names(GroupInputs.Member member) {
        Map<String, String> annotations = member.ingress().annotations();
        return NAMING.stream().flatMap(key -> Grammar.stringList(annotations.getOrDefault(key.key(), "")).stream());
    }

    private boolean known(String name) {
        return index.find(name).isPresent() || index.all().stream().anyMatch(group -> carries(group, name));
    }

    private static boolean carries(VpcSecurityGroup group, String name) {
        return name.equals(group.tags().get(NAME));
    }
}

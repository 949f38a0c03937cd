package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.SETTINGS;
import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.group;
import static io.headgate.core.compile.Fixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClass;
import io.headgate.core.group.Membership;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold for every group. The seed is in the message of a failure. */
final class CompilerPropertyTest {
    private static final int ROUNDS = 200;
    private static final List<String> VALUES = List.of(
            "",
            "true",
            "yes",
            "internal",
            "internet-facing",
            "80",
            "-1",
            "99999999999",
            "a=b",
            "a=b,c",
            "=",
            "[]",
            "{}",
            "[{\"HTTP\":80},{\"HTTPS\":443}]",
            "[{\"HTTP\":\"80\"}]",
            "{\"type\":\"forward\"}",
            "{\"type\":\"redirect\",\"redirectConfig\":{\"statusCode\":\"HTTP_301\"}}",
            "[{\"field\":\"host-header\"}]",
            "[[[[[[",
            "[{\"field\":\"host-header\",\"hostHeaderConfig\":{\"values\":[\"a.b\",\"*.c\",\"d.e\",\"f.g\"]}}]",
            "[{\"field\":\"path-pattern\",\"pathPatternConfig\":{\"values\":[\"/*/*/*/*/*/*\"]}}]",
            "[{\"field\":\"http-header\",\"httpHeaderConfig\":{\"httpHeaderName\":\"X\",\"regexValues\":[\"(\"]}}]",
            "[{\"field\":\"source-ip\",\"sourceIPConfig\":{\"values\":[\"1.0.0.0/8\",\"x\"]}}]",
            "specificity",
            "as-written",
            "null",
            "\u0000\ud800",
            "10.0.0.0/8,::/0",
            "sg-1,sg-2",
            "none",
            "ip",
            "GRPC");

    @Test
    void doesNotDependOnTheOrderInWhichObjectsArrive() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Ingress> members = members(random);
            List<Ingress> shuffled = new ArrayList<>(members);
            Collections.shuffle(shuffled, random);

            assertThat(compiled(shuffled)).as("seed %d", seed).isEqualTo(compiled(members));
        }
    }

    @Test
    void givesEveryMemberTheSameWhateverARefusedOneSays() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Ingress> members = members(random);
            Compilation all = Compiler.compile(group(members), facts(), SETTINGS);
            List<Ingress> accepted = members.stream()
                    .filter(member -> !all.refused(member.key()))
                    .toList();

            Compilation alone = Compiler.compile(group(accepted), facts(), SETTINGS);

            assertThat(all.stack()).as("seed %d", seed).isEqualTo(alone.stack());
            assertThat(alone.findings().keySet()).as("seed %d", seed).noneMatch(alone::refused);
        }
    }

    @Test
    void changesNothingWhenARefusedMemberChangesItsMistake() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Ingress> members = new ArrayList<>(members(random));
            members.add(Fixture.ingress("mistaken", suffix(random), value(random), "scheme", "public"));
            Compilation before = Compiler.compile(group(members), facts(), SETTINGS);
            members.removeLast();
            members.add(Fixture.ingress("mistaken", suffix(random), value(random), "target-type", "pod"));

            Compilation after = Compiler.compile(group(members), facts(), SETTINGS);

            assertThat(after.refused(key("mistaken"))).isTrue();
            assertThat(after.stack()).as("seed %d", seed).isEqualTo(before.stack());
        }
    }

    private static Map<String, Compilation> compiled(List<Ingress> ingresses) {
        ClusterState cluster = new ClusterState(
                ingresses,
                List.of(new IngressClass("alb", "ingress.k8s.aws/alb", null, false)),
                Map.of(),
                Map.of(),
                group().services(),
                Map.of());
        Map<String, Compilation> compiled = new TreeMap<>();
        Membership.of(cluster, SETTINGS.ownership())
                .groups()
                .forEach((id, inputs) -> compiled.put(id.toString(), Compiler.compile(inputs, facts(), SETTINGS)));
        return compiled;
    }

    private static List<Ingress> members(Random random) {
        return IntStream.range(0, 2 + random.nextInt(5))
                .mapToObj(index -> Fixture.ingress(
                        "m" + index,
                        "group.name",
                        random.nextInt(4) == 0 ? "other" : "front",
                        suffix(random),
                        value(random),
                        suffix(random),
                        value(random)))
                .toList();
    }

    private static String suffix(Random random) {
        List<AnnotationKey> keys = List.of(AnnotationKey.values());
        AnnotationKey key = keys.get(random.nextInt(keys.size()));
        if (key == AnnotationKey.GROUP_NAME || key == AnnotationKey.GROUP_ORDER) {
            return AnnotationKey.SCHEME.suffix();
        }
        String suffix = key.prefix().equals(AnnotationKey.PREFIX) ? key.suffix() : key.key();
        return key.isFamily() ? suffix + "web" : suffix;
    }

    private static String value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }
}

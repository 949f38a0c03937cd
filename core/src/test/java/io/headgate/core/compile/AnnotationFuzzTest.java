package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.ingress;
import static io.headgate.core.compile.Fixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.Catalogue;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.cluster.LabelSelector;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.settings.AwsLimits;
import io.headgate.core.settings.CompilerSettings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever one member says, nothing breaks and the others get the same. {@code -Dheadgate.fuzz.seed} and {@code -Dheadgate.fuzz.rounds}
 * (values for each annotation) repeat and widen a run.
 */
final class AnnotationFuzzTest {
    private static final long SEED = Long.getLong("headgate.fuzz.seed", 20_261_121L);
    private static final int ROUNDS = Integer.getInteger("headgate.fuzz.rounds", 12);
    private static final Compilation ALONE =
            compile(new Member(Fixture.ingress("b", "scheme", "public"), service(Map.of()), null), AwsLimits.REFUSE);

    /** The member that says garbage, with a Service of its own. */
    private record Member(
            Ingress ingress, Service service, @Nullable IngressClassParams params) {}

    @Test
    void anyAnnotationOfAnIngress() {
        System.out.println("fuzz: seed " + SEED + ", " + ROUNDS + " values for each annotation");
        for (AnnotationKey annotation : AnnotationKey.values()) {
            forGarbage(
                    annotation, (where, written) -> check(where, new Member(member(written), service(Map.of()), null)));
        }
    }

    @Test
    void anyAnnotationOfAService() {
        for (AnnotationKey annotation : AnnotationKey.values()) {
            forGarbage(
                    annotation, (where, written) -> check(where, new Member(member(Map.of()), service(written), null)));
        }
    }

    @Test
    void manyAnnotationsAtOnce() {
        for (int round = 0; round < ROUNDS * 10; round++) {
            Random random = new Random(SEED + round);
            Map<String, String> annotations = new HashMap<>();
            for (AnnotationKey annotation : AnnotationKey.values()) {
                // Where a member stands decides whom it can keep out; here it stays where it is.
                if (annotation != AnnotationKey.GROUP_ORDER && random.nextInt(3) == 0) {
                    annotations.put(whole(annotation), new Garbage(random).value(example(annotation)));
                }
            }
            check("round " + round, new Member(member(annotations), service(annotations), null));
        }
    }

    @Test
    void anyFieldOfTheClassParameters() {
        for (int round = 0; round < ROUNDS * 20; round++) {
            Random random = new Random(SEED + round);
            check("round " + round, new Member(member(Map.of()), service(Map.of()), params(random)));
        }
    }

    @FunctionalInterface
    private interface Check {
        void accept(String where, Map<String, String> annotations);
    }

    private static void forGarbage(AnnotationKey annotation, Check check) {
        Random random = new Random(SEED + annotation.suffix().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            String value = new Garbage(random).value(example(annotation));
            String shown = value.length() > 200 ? value.substring(0, 200) + "..." : value;
            check.accept("seed " + SEED + " " + whole(annotation) + "=" + shown, Map.of(whole(annotation), value));
        }
    }

    private static void check(String where, Member member) {
        for (AwsLimits limits : AwsLimits.values()) {
            Compilation compilation;
            try {
                compilation = compile(member, limits);
            } catch (RuntimeException | StackOverflowError escaped) {
                throw new AssertionError("seed " + SEED + ": " + where, escaped);
            }
            for (String other : List.of("a", "c")) {
                Contribution contribution = compilation.contributions().get(key(other));
                assertThat(contribution)
                        .as(where)
                        .isEqualTo(ALONE.contributions().get(key(other)));
                assertThat(String.valueOf(contribution))
                        .as(where)
                        .isEqualTo(String.valueOf(ALONE.contributions().get(key(other))));
            }
        }
    }

    private static Compilation compile(Member member, AwsLimits limits) {
        Ingress before = ingress("a");
        Ingress after = ingress("c");
        Map<ObjectKey, Service> services = new LinkedHashMap<>(Fixture.group().services());
        services.put(member.service().key(), member.service());
        GroupInputs inputs = new GroupInputs(
                Fixture.GROUP,
                List.of(
                        GroupInputs.Member.of(before, null),
                        GroupInputs.Member.of(member.ingress(), member.params()),
                        GroupInputs.Member.of(after, null)),
                services,
                Map.of());
        return Compiler.compile(
                inputs, facts(), CompilerSettings.defaults("lab").withAwsLimits(limits));
    }

    /** An Ingress whose backends make use of every family. */
    private static Ingress member(Map<String, String> annotations) {
        return new Ingress(
                key("b"),
                "",
                1,
                annotations,
                Set.of(),
                false,
                "alb",
                new Ingress.Backend.ServiceBackend("own", new PortRef.ByName("http")),
                List.of(new Ingress.Rule(
                        "b.example.com",
                        List.of(
                                path("/one", "own", "use-annotation"),
                                path("/two", "own", "http"),
                                new Ingress.Path(
                                        "/three.*",
                                        Ingress.PathType.IMPLEMENTATION_SPECIFIC,
                                        new Ingress.Backend.ServiceBackend("own", new PortRef.ByNumber(80)))))),
                List.of());
    }

    private static Ingress.Path path(String path, String service, String port) {
        return new Ingress.Path(
                path, Ingress.PathType.PREFIX, new Ingress.Backend.ServiceBackend(service, new PortRef.ByName(port)));
    }

    private static Service service(Map<String, String> annotations) {
        return new Service(
                key("own"),
                "",
                annotations,
                "NodePort",
                List.of(),
                List.of(new Service.Port("http", 80, new PortRef.ByNumber(8080), 30081, "TCP")));
    }

    private static String whole(AnnotationKey annotation) {
        return switch (annotation) {
            case LISTENER_ATTRIBUTES -> annotation.key("HTTP-80");
            case TARGET_CONTROL_PORT -> annotation.key("own.http");
            default -> annotation.isFamily() ? annotation.key("own") : annotation.key();
        };
    }

    private static String example(AnnotationKey annotation) {
        return Catalogue.entry(annotation).example();
    }

    private static IngressClassParams params(Random random) {
        Garbage garbage = new Garbage(random);
        return new IngressClassParams(
                "fuzzed",
                maybe(random, garbage, AnnotationKey.LOAD_BALANCER_NAME),
                list(random, garbage, AnnotationKey.CERTIFICATE_ARN),
                random.nextBoolean() ? null : new LabelSelector(Map.of(), List.of()),
                null,
                maybe(random, garbage, AnnotationKey.SCHEME),
                list(random, garbage, AnnotationKey.INBOUND_CIDRS),
                maybe(random, garbage, AnnotationKey.SSL_POLICY),
                maybe(random, garbage, AnnotationKey.SSL_REDIRECT),
                random.nextInt(3) > 0
                        ? null
                        : new IngressClassParams.Subnets(
                                list(random, garbage, AnnotationKey.SUBNETS),
                                Map.of("tag", list(random, garbage, AnnotationKey.SUBNETS))),
                maybe(random, garbage, AnnotationKey.IP_ADDRESS_TYPE),
                map(random, garbage, "team"),
                maybe(random, garbage, AnnotationKey.TARGET_TYPE),
                map(random, garbage, "idle_timeout.timeout_seconds"),
                List.of(new IngressClassParams.Listener(
                        "HTTP", random.nextInt(3) == 0 ? random.nextInt() : 80, map(random, garbage, "x"))),
                random.nextInt(3) == 0 ? random.nextInt() : null,
                maybe(random, garbage, AnnotationKey.IPAM_IPV4_POOL_ID),
                list(random, garbage, AnnotationKey.SECURITY_GROUP_PREFIX_LISTS),
                maybe(random, garbage, AnnotationKey.WAFV2_ACL_ARN),
                maybe(random, garbage, AnnotationKey.WAFV2_ACL_NAME));
    }

    private static @Nullable String maybe(Random random, Garbage garbage, AnnotationKey like) {
        return random.nextInt(3) > 0 ? null : garbage.value(example(like));
    }

    private static List<String> list(Random random, Garbage garbage, AnnotationKey like) {
        return random.nextInt(3) > 0 ? List.of() : List.of(garbage.value(example(like)), example(like));
    }

    private static Map<String, String> map(Random random, Garbage garbage, String key) {
        return random.nextInt(3) > 0 ? Map.of() : Map.of(key, garbage.value("60"), garbage.value(key) + "2", "true");
    }
}

package io.headgate.system.corpus;

import io.headgate.system.corpus.CorpusCase.Collection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which recorded cases moto can hold, and what it lacks for the others. Of the second collection every second case is run, for time's sake;
 * the system property {@code headgate.moto.all} asks for all.
 */
final class MotoCoverage {

    private static final List<Lack> LACKS = List.of(
            lack("has no ModifyCapacityReservation", "cases/attributes-and-name", "cases-b/048-capacity"),
            lack(
                    "chooses IPv6 blocks itself, so that the subnets of a seed have none",
                    "cases/class-params-everything",
                    "cases/flags-class-params-everything",
                    "cases/ipv6-service-on-dualstack",
                    "cases-b/036-dual-stack-service",
                    "cases-b/037-dualstack",
                    "cases-b/038-dualstack-without-public-ipv4",
                    "cases-b/053-inbound-cidrs-dualstack",
                    "cases-b/128-real-static-site-redirects"),
            lack("has no target groups but its own, and the case names one by ARN", "cases/forward-weighted"),
            lack(
                    "gives target groups for TCP the attributes of those for HTTP, and drops fixed addresses",
                    "cases/frontend-nlb",
                    "cases-b/116-frontend-nlb",
                    "cases-b/117-frontend-nlb-full",
                    "cases-b/118-frontend-nlb-group"),
            lack("refuses jwt-validation", "cases/jwt", "cases-b/126-real-api-jwt-versions"),
            lack("has no trust stores", "cases/mutual-tls-verify", "cases-b/073-mtls-verify"),
            lack("is sent what AWS refuses", "cases/node-labels-and-attributes"),
            lack("answers regular expressions with status 500", "cases/regex-paths", "cases-b/091-regex-paths"),
            lack("drops target control ports", "cases/target-control-port"),
            lack("drops transforms", "cases/transforms"),
            lack("has no GetSubscriptionState of Shield", "cases/waf-and-shield", "cases-b/058-waf-shield"),
            lack("drops address pools", "cases-b/046-coip-pool", "cases-b/047-ipam-pool"));

    private static final int EACH = Boolean.getBoolean("headgate.moto.all") ? 1 : 2;

    private MotoCoverage() {}

    /**
     * @param what what moto lacks
     * @param cases those that need it
     */
    private record Lack(String what, Set<String> cases) {}

    private static Lack lack(String what, String... cases) {
        return new Lack(what, Set.of(cases));
    }

    /** The cases of a collection that are run. */
    static List<CorpusCase> of(Collection collection) {
        List<CorpusCase> servable = collection
                .cases()
                .filter(recorded -> excluded().noneMatch(recorded.id()::equals))
                .toList();
        int step = collection == Collection.CASES ? 1 : EACH;
        return IntStream.range(0, servable.size())
                .filter(index -> index % step == 0)
                .mapToObj(servable::get)
                .toList();
    }

    private static Stream<String> excluded() {
        return LACKS.stream().flatMap(lack -> lack.cases().stream());
    }

    /** Says in the output how much is run, and why the rest is not. */
    static void print() {
        Map<String, CorpusCase> all = CorpusCase.all().collect(Collectors.toMap(CorpusCase::id, Function.identity()));
        excluded().filter(id -> !all.containsKey(id)).findAny().ifPresent(id -> {
            throw new IllegalStateException("there is no case " + id);
        });
        long run = Arrays.stream(Collection.values())
                .mapToLong(collection -> of(collection).size())
                .sum();
        System.out.println("moto: " + run + " of " + all.size() + " cases run, "
                + excluded().count() + " excluded");
        for (Lack lack : LACKS) {
            System.out.println("moto " + lack.what() + ": "
                    + lack.cases().stream().sorted().collect(Collectors.joining(", ")));
        }
    }
}

package io.headgate.operator.webhook;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.OidcSecret;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.settings.CompilerSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster and an account in which everything exists that an Ingress could mean: each word of its annotations and of its class is the
 * name of a Service, a Secret, a subnet, a security group and so on. What is wrong with the Ingress even here is wrong with the Ingress itself, and not with
 * what it depends on, which may come later.
 */
record ObligingWorld(Ingress ingress, Set<String> words, Map<String, String> subnetTags) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,;=\"{}\\[\\]]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final Map<String, String> OF_ANY_ROLE =
            Map.of("kubernetes.io/role/elb", "1", "kubernetes.io/role/internal-elb", "1");
    private static final int NODE_PORT = 30_000;
    private static final int ANY_PORT = 80;

    static ObligingWorld of(Ingress ingress, @Nullable IngressClassParams params) {
        Set<String> words = new LinkedHashSet<>();
        ingress.annotations().values().forEach(value -> {
            words.add(value);
            BETWEEN_WORDS.splitAsStream(value).forEach(words::add);
            // A value in a list may hold blanks.
            Stream.of(value.split(",", -1)).map(String::strip).forEach(words::add);
        });
        backends(ingress).forEach(backend -> {
            words.add(backend.name());
            words.add(backend.port().asWritten());
        });
        Map<String, String> subnetTags = new HashMap<>(OF_ANY_ROLE);
        if (params != null) {
            Stream.ofNullable(params.wafv2AclName()).forEach(words::add);
            IngressClassParams.Subnets subnets = params.subnets();
            if (subnets != null) {
                words.addAll(subnets.ids());
                subnets.tags().forEach((key, values) -> subnetTags.put(key, values.isEmpty() ? "" : values.getFirst()));
            }
        }
        words.remove("");
        return new ObligingWorld(ingress, words, subnetTags);
    }

    /** The Services by any of the names; what is known of the annotations of one is kept. */
    Map<ObjectKey, Service> services(Map<ObjectKey, Service> known) {
        Map<ObjectKey, Service> services = new HashMap<>();
        List<Service.Port> ports = ports();
        keys().forEach(key -> {
            Service real = known.get(key);
            services.put(
                    key,
                    new Service(
                            key,
                            real == null ? "" : real.uid(),
                            real == null ? Map.of() : real.annotations(),
                            "NodePort",
                            real == null ? List.of() : real.ipFamilies(),
                            ports));
        });
        return services;
    }

    Map<ObjectKey, OidcSecret> secrets() {
        return keys().collect(Collectors.toMap(Function.identity(), key -> new OidcSecret(key, "id", "hash")));
    }

    CloudFacts facts(CompilerSettings settings) {
        return new CloudFacts(
                settings.clusterName(),
                "region",
                "000000000000",
                new CloudFacts.Vpc("vpc-0", "", List.of("0.0.0.0/0"), List.of("::/0")),
                subnets(),
                words.stream()
                        .map(word -> new CloudFacts.SecurityGroup(word, word, Map.of()))
                        .toList(),
                List.of(),
                certificates(settings.allowedCertificateAuthorityArns()),
                words.stream().map(word -> new CloudFacts.WebAcl(word, word)).toList(),
                words.stream()
                        .map(word -> new CloudFacts.TargetGroup(word, word))
                        .toList(),
                words.stream().collect(Collectors.toMap(Function.identity(), Function.identity())),
                Map.of(),
                "sg-0");
    }

    /** Each in a zone of its own, reachable or not as is asked for. */
    private List<CloudFacts.Subnet> subnets() {
        List<CloudFacts.Subnet> subnets = new ArrayList<>();
        Stream.concat(words.stream(), Stream.of("subnet-a", "subnet-b"))
                .distinct()
                .forEach(word -> subnets.add(new CloudFacts.Subnet(
                        word,
                        word,
                        "zone-" + subnets.size(),
                        "availability-zone",
                        "",
                        "0.0.0.0/0",
                        List.of("::/0"),
                        Integer.MAX_VALUE,
                        true,
                        subnetTags)));
        return subnets;
    }

    private List<CloudFacts.Certificate> certificates(List<String> authorities) {
        List<String> hosts = Stream.concat(
                        ingress.rules().stream().flatMap(rule -> Stream.ofNullable(rule.host())),
                        ingress.tls().stream().flatMap(tls -> tls.hosts().stream()))
                .distinct()
                .toList();
        String authority = authorities.isEmpty() ? "" : authorities.getFirst();
        return List.of(new CloudFacts.Certificate("arn:certificate", hosts, "RSA_2048", "ISSUED", authority, Map.of()));
    }

    private Stream<ObjectKey> keys() {
        return words.stream().map(word -> new ObjectKey(ingress.key().namespace(), word));
    }

    private List<Service.Port> ports() {
        return words.stream()
                .map(word -> NUMBER.matcher(word).matches() ? port("", Integer.parseInt(word)) : port(word, ANY_PORT))
                .toList();
    }

    private static Service.Port port(String name, int number) {
        return new Service.Port(name, number, new PortRef.ByNumber(number), NODE_PORT, "TCP");
    }

    private static Stream<Ingress.Backend.ServiceBackend> backends(Ingress ingress) {
        return Stream.concat(
                        Stream.ofNullable(ingress.defaultBackend()),
                        ingress.rules().stream()
                                .flatMap(rule -> Stream.ofNullable(rule.http()))
                                .flatMap(List::stream)
                                .map(Ingress.Path::backend))
                .filter(Ingress.Backend.ServiceBackend.class::isInstance)
                .map(Ingress.Backend.ServiceBackend.class::cast);
    }
}

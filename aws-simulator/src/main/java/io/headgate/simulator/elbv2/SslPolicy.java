package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;

/** The predefined security policies: which protocols and ciphers a listener speaks. */
final class SslPolicy {
    static final String DEFAULT = "ELBSecurityPolicy-2016-08";
    private static final String PREFIX = "ELBSecurityPolicy-";

    /** One letter for each cipher, so that a policy is a word. */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "ECDHE-ECDSA-AES128-SHA256",
            "ECDHE-RSA-AES128-SHA256",
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-GCM-SHA384",
            "ECDHE-ECDSA-AES256-SHA384",
            "ECDHE-RSA-AES256-SHA384",
            "ECDHE-ECDSA-AES128-SHA",
            "ECDHE-RSA-AES128-SHA",
            "ECDHE-ECDSA-AES256-SHA",
            "ECDHE-RSA-AES256-SHA",
            "AES128-GCM-SHA256",
            "AES128-SHA256",
            "AES128-SHA",
            "AES256-GCM-SHA384",
            "AES256-SHA256",
            "AES256-SHA",
            "DES-CBC3-SHA");

    private static final Map<String, Terms> POLICIES = new LinkedHashMap<>();

    static {
        add("TLSv1.3", "abc", "TLS13-1-3-2021-06", "TLS13-1-3-PQ-2025-09");
        add("TLSv1.3 TLSv1.2", "abcdefghijk", "TLS13-1-2-2021-06", "TLS13-1-2-PQ-2025-09");
        add("TLSv1.3 TLSv1.2", "abcdehi", "TLS13-1-2-Res-2021-06", "TLS13-1-2-Res-PQ-2025-09");
        add("TLSv1.3 TLSv1.2", "abcdefghijkpqst", "TLS13-1-2-Ext1-2021-06", "TLS13-1-2-Ext1-PQ-2025-09");
        add("TLSv1.3 TLSv1.2", "abcdefghijklmnopqrstu", "TLS13-1-2-Ext2-2021-06", "TLS13-1-2-Ext2-PQ-2025-09");
        add("TLSv1.3 TLSv1.2 TLSv1.1", "abcdefghijklmnopqrstu", "TLS13-1-1-2021-06");
        add("TLSv1.3 TLSv1.2 TLSv1.1 TLSv1", "abcdefghijklmnopqrstu", "TLS13-1-0-2021-06", "TLS13-1-0-PQ-2025-09");
        add("TLSv1.2 TLSv1.1 TLSv1", "defghijklmnopqrstu", "2016-08", "2015-05");
        add("TLSv1.2", "defghijklmnopqrstu", "TLS-1-2-Ext-2018-06");
        add("TLSv1.2", "defghijkpqst", "TLS-1-2-2017-01");
        add("TLSv1.2 TLSv1.1", "defghijklmnopqrstu", "TLS-1-1-2017-01");
        add("TLSv1.2 TLSv1.1 TLSv1", "defghijklmnopqrstuv", "TLS-1-0-2015-04");
        add("TLSv1.2 TLSv1.1 TLSv1", "defghijklmno", "FS-2018-06");
        add("TLSv1.2 TLSv1.1", "defghijklmno", "FS-1-1-2019-08");
        add("TLSv1.2", "defghijklmno", "FS-1-2-2019-08");
        add("TLSv1.2", "defghijk", "FS-1-2-Res-2019-08");
        add("TLSv1.2", "dehi", "FS-1-2-Res-2020-10");
    }

    private SslPolicy() {}

    private record Terms(List<String> protocols, String cipherLetters) {}

    private static void add(String protocols, String cipherLetters, String... names) {
        for (String name : names) {
            POLICIES.put(PREFIX + name, new Terms(List.of(protocols.split(" ")), cipherLetters));
        }
    }

    static boolean exists(String name) {
        return POLICIES.containsKey(name);
    }

    static Map<String, Operation> operations(IntSupplier pageCap) {
        return Map.of("DescribeSSLPolicies", input -> describe(input, pageCap.getAsInt()));
    }

    private static ObjectNode describe(Fields input, int pageCap) {
        List<String> names = input.texts("Names");
        names.stream().filter(name -> !exists(name)).findFirst().ifPresent(name -> {
            throw ApiError.of("SSLPolicyNotFound", "SSL policy '" + name + "' not found");
        });
        List<String> chosen = names.isEmpty() ? List.copyOf(POLICIES.keySet()) : names;
        return Paging.write(input, "SslPolicies", chosen, pageCap, SslPolicy::write);
    }

    private static ObjectNode write(String name) {
        Terms terms = Objects.requireNonNull(POLICIES.get(name));
        ObjectNode node = Tree.node().put("Name", name);
        node.set("SslProtocols", Tree.texts(terms.protocols()));
        List<String> ciphers = terms.cipherLetters()
                .chars()
                .mapToObj(letter -> CIPHERS.get(letter - 'a'))
                .toList();
        node.set("Ciphers", Tree.texts(List.of()));
        for (int i = 0; i < ciphers.size(); i++) {
            node.withArray("/Ciphers").addObject().put("Name", ciphers.get(i)).put("Priority", i + 1);
        }
        node.set("SupportedLoadBalancerTypes", Tree.texts(List.of("application", "network")));
        return node;
    }
}

package io.headgate.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses IngressClassParams that no Ingress of the class could be built with. */
final class ClassParamsReview implements Reviewer {

    private static final Pattern BLOCK = Pattern.compile("(?<address>[0-9a-fA-F:.]+)/(?<length>[0-9]{1,3})");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    @Override
    public Verdict review(AdmissionRequest request) {
        if (request.deleting() || !request.asksForSomethingNew()) {
            return Verdict.ALLOWED;
        }
        JsonNode spec = request.object().path("spec");
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        spec.path("inboundCIDRs").forEach(cidr -> block(cidr.asText(), problems));
        subnets(spec.path("subnets"), problems);
        prefixLists(spec, problems, warnings);
        if (spec.has("sslRedirectPort")
                && !PORT.matcher(spec.path("sslRedirectPort").asText()).matches()) {
            warnings.add(
                    "spec.sslRedirectPort: \"" + spec.path("sslRedirectPort").asText()
                            + "\" is no port, so nothing is redirected -> write a number such as \"443\"");
        }
        return Verdict.of(problems, warnings);
    }

    private static void block(String text, List<String> problems) {
        Matcher matcher = BLOCK.matcher(text);
        if (!matcher.matches()) {
            problems.add(badBlock(text, "is no CIDR block"));
            return;
        }
        try {
            byte[] address = InetAddress.ofLiteral(matcher.group("address")).getAddress();
            int host = address.length * Byte.SIZE - Integer.parseInt(matcher.group("length"));
            if (host < 0) {
                problems.add(badBlock(text, "has a longer prefix than an address has bits"));
            } else if (new BigInteger(1, address).getLowestSetBit() >= 0
                    && new BigInteger(1, address).getLowestSetBit() < host) {
                problems.add(badBlock(text, "has bits set beyond its prefix"));
            }
        } catch (IllegalArgumentException notAnAddress) {
            problems.add(badBlock(text, "is no CIDR block"));
        }
    }

    private static String badBlock(String text, String why) {
        return "spec.inboundCIDRs: \"" + text + "\" " + why + " -> write a block such as 10.0.0.0/8 or 2001:db8::/32";
    }

    private static void subnets(JsonNode subnets, List<String> problems) {
        if (!subnets.isObject()) {
            return;
        }
        boolean ids = !subnets.path("ids").isEmpty();
        boolean tags = !subnets.path("tags").isEmpty();
        if (ids == tags) {
            problems.add("spec.subnets: " + (ids ? "both ids and tags are" : "neither ids nor tags are")
                    + " given -> choose subnets by one of them");
        }
        duplicates("spec.subnets.ids", subnets.path("ids"), problems);
        subnets.path("tags").properties().forEach(tag -> {
            if (tag.getValue().isEmpty()) {
                problems.add("spec.subnets.tags." + tag.getKey() + ": has no value -> give at least one");
            }
            duplicates("spec.subnets.tags." + tag.getKey(), tag.getValue(), problems);
        });
    }

    private static void prefixLists(JsonNode spec, List<String> problems, List<String> warnings) {
        if (spec.has("prefixListsIDs") && spec.has("PrefixListsIDs")) {
            problems.add("spec.PrefixListsIDs: is the old spelling of prefixListsIDs, and both are given"
                    + " -> keep prefixListsIDs");
        } else if (spec.has("PrefixListsIDs")) {
            warnings.add("spec.PrefixListsIDs: is the old spelling -> write prefixListsIDs");
        }
        duplicates("spec.prefixListsIDs", spec.path("prefixListsIDs"), problems);
        duplicates("spec.PrefixListsIDs", spec.path("PrefixListsIDs"), problems);
    }

    private static void duplicates(String field, JsonNode values, List<String> problems) {
        Set<String> seen = new HashSet<>();
        values.forEach(value -> {
            if (!seen.add(value.asText())) {
                problems.add(field + ": names \"" + value.asText() + "\" twice -> remove one");
            }
        });
    }
}

package io.headgate.simulator.route53;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Tree;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The records of all zones. A batch of changes is applied as a whole or not at all. */
final class RecordSets {
    private static final List<String> ACTIONS = List.of("CREATE", "UPSERT", "DELETE");
    private static final int LARGEST_PAGE = 300;

    private final InstantSource clock;
    private List<RecordSet> sets = List.of();

    RecordSets(InstantSource clock) {
        this.clock = clock;
    }

    private record RecordSet(String zone, String name, String type, long ttl, List<String> values, Instant since) {
        boolean is(String otherZone, String otherName, String otherType) {
            return zone.equals(otherZone) && name.equals(otherName) && type.equals(otherType);
        }
    }

    /** The name in lower case with a dot at the end; a star as Route 53 writes it. */
    static String absolute(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace("*", "\\052");
        return lower.endsWith(".") ? lower : lower + ".";
    }

    /** The labels from the right: the order of names in Route 53. */
    static String reversed(String name) {
        List<String> labels = new ArrayList<>(Arrays.asList(name.split("\\.")));
        Collections.reverse(labels);
        return String.join(".", labels);
    }

    int count(String zone) {
        return (int) sets.stream().filter(set -> set.zone().equals(zone)).count();
    }

    Optional<PublicDns.Found> find(String zone, String name, String type) {
        return sets.stream()
                .filter(set -> set.is(zone, absolute(name), type))
                .map(set -> new PublicDns.Found(set.values(), set.since()))
                .findFirst();
    }

    void change(HostedZone zone, Fields batch) {
        List<Fields> changes =
                batch.struct("Changes").map(list -> list.structs("Change")).orElse(List.of());
        if (changes.isEmpty()) {
            throw ApiError.of("InvalidInput", "A batch must have at least one change.");
        }
        List<RecordSet> after = new ArrayList<>(sets);
        changes.forEach(change -> apply(zone, change, after));
        sets = List.copyOf(after);
    }

    private void apply(HostedZone zone, Fields change, List<RecordSet> after) {
        String action = change.oneOf("Action", ACTIONS).orElseThrow(() -> ApiError.invalid("'Action' is required."));
        RecordSet wanted = read(
                zone,
                change.struct("ResourceRecordSet")
                        .orElseThrow(() -> ApiError.invalid("'ResourceRecordSet' is required.")));
        Optional<RecordSet> present = after.stream()
                .filter(set -> set.is(zone.id(), wanted.name(), wanted.type()))
                .findFirst();
        if (action.equals("CREATE") && present.isPresent()) {
            throw refused("Tried to create resource record set " + describe(wanted) + " but it already exists");
        }
        if (action.equals("DELETE")
                && present.filter(set -> set.values().equals(wanted.values()) && set.ttl() == wanted.ttl())
                        .isEmpty()) {
            throw refused("Tried to delete resource record set " + describe(wanted) + " but it was not found");
        }
        boolean same =
                present.filter(set -> set.values().equals(wanted.values())).isPresent();
        present.ifPresent(after::remove);
        if (!action.equals("DELETE")) {
            checkAlone(wanted, after);
            after.add(same ? present.orElseThrow() : wanted);
        }
    }

    /** A CNAME stands alone at its name (RFC 1034, 3.6.2). */
    private static void checkAlone(RecordSet wanted, List<RecordSet> others) {
        boolean clash = others.stream()
                .filter(set -> set.zone().equals(wanted.zone()) && set.name().equals(wanted.name()))
                .anyMatch(set -> set.type().equals("CNAME") || wanted.type().equals("CNAME"));
        if (clash) {
            throw refused("RRSet of type " + wanted.type() + " with DNS name " + wanted.name()
                    + " is not permitted as it conflicts with other records with the same DNS name");
        }
    }

    private RecordSet read(HostedZone zone, Fields wired) {
        String name = absolute(wired.required("Name"));
        if (!zone.contains(name)) {
            throw refused("RRSet with DNS name " + name + " is not permitted in zone " + zone.name());
        }
        List<String> values = wired.struct("ResourceRecords").map(list -> list.structs("ResourceRecord")).stream()
                .flatMap(List::stream)
                .map(each -> each.required("Value"))
                .toList();
        int ttl = wired.integer("TTL", 0, Integer.MAX_VALUE).orElseThrow(() -> ApiError.invalid("'TTL' is required."));
        String type = wired.required("Type");
        if (values.isEmpty() || (type.equals("CNAME") && values.size() > 1)) {
            throw ApiError.invalid("A record of type " + type + " cannot have " + values.size() + " values.");
        }
        return new RecordSet(zone.id(), name, type, ttl, values, clock.instant());
    }

    private static String describe(RecordSet set) {
        return "[name='" + set.name() + "', type='" + set.type() + "']";
    }

    private static ApiError refused(String message) {
        return ApiError.of("InvalidChangeBatch", "[" + message + "]");
    }

    ObjectNode list(HostedZone zone, Fields input) {
        int most = input.integer("MaxItems", 1, Integer.MAX_VALUE).orElse(LARGEST_PAGE);
        String from = input.text("StartRecordName")
                .map(RecordSets::absolute)
                .map(RecordSets::reversed)
                .orElse("");
        String fromType = input.text("StartRecordType").orElse("");
        Comparator<RecordSet> order = Comparator.<RecordSet, String>comparing(set -> reversed(set.name()))
                .thenComparing(RecordSet::type);
        List<RecordSet> rest = sets.stream()
                .filter(set -> set.zone().equals(zone.id()))
                .sorted(order)
                .filter(set -> {
                    int byName = reversed(set.name()).compareTo(from);
                    return byName > 0 || (byName == 0 && set.type().compareTo(fromType) >= 0);
                })
                .toList();
        int shown = Math.min(Math.min(most, LARGEST_PAGE), rest.size());
        ObjectNode result = Tree.node();
        result.set("ResourceRecordSets", Tree.list(rest.subList(0, shown), RecordSets::write));
        result.put("IsTruncated", shown < rest.size());
        if (shown < rest.size()) {
            result.put("NextRecordName", rest.get(shown).name())
                    .put("NextRecordType", rest.get(shown).type());
        }
        return result.put("MaxItems", String.valueOf(most));
    }

    private static ObjectNode write(RecordSet set) {
        ObjectNode node =
                Tree.node().put("Name", set.name()).put("Type", set.type()).put("TTL", set.ttl());
        node.set("ResourceRecords", Tree.list(set.values(), value -> Tree.node().put("Value", value)));
        return node;
    }
}

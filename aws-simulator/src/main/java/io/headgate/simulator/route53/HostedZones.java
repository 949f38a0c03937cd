package io.headgate.simulator.route53;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Ids;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Service;
import io.headgate.simulator.api.Tree;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Route 53, as far as validation of certificates needs it: zones that were there before, and plain records in them. */
public final class HostedZones {
    private static final int LARGEST_PAGE = 100;
    private static final String ZONE_PREFIX = "/hostedzone/";

    private final List<HostedZone> zones = new ArrayList<>();
    private final RecordSets records;
    private final Ids ids;
    private final InstantSource clock;

    public HostedZones(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
        this.records = new RecordSets(clock);
    }

    /** Adds a zone that was there before. */
    public void add(HostedZone zone) {
        zones.add(zone);
    }

    /** The records that the world can look up. */
    public PublicDns publicDns() {
        return (name, type) -> zones.stream()
                .filter(zone -> !zone.vpcOnly() && zone.contains(name))
                .flatMap(zone -> records.find(zone.id(), name, type).stream())
                .findFirst();
    }

    public Service service() {
        return new Service(
                "route53",
                "InvalidInput",
                Map.of(
                        "ListHostedZones", this::list,
                        "ListHostedZonesByName", this::listByName,
                        "GetHostedZone", this::get,
                        "ListResourceRecordSets", this::listRecords,
                        "ChangeResourceRecordSets", this::change,
                        "GetChange", this::getChange));
    }

    private ObjectNode list(Fields input) {
        int most = input.integer("MaxItems", 1, Integer.MAX_VALUE).orElse(LARGEST_PAGE);
        String marker = input.text("Marker").orElse("");
        List<HostedZone> rest = zones.stream()
                .sorted(Comparator.comparing(HostedZone::id))
                .filter(zone -> zone.id().compareTo(marker) >= 0)
                .toList();
        int shown = Math.min(Math.min(most, LARGEST_PAGE), rest.size());
        ObjectNode result = Tree.node();
        result.set("HostedZones", Tree.list(rest.subList(0, shown), this::write));
        if (!marker.isEmpty()) {
            result.put("Marker", marker);
        }
        result.put("IsTruncated", shown < rest.size());
        if (shown < rest.size()) {
            result.put("NextMarker", rest.get(shown).id());
        }
        return result.put("MaxItems", String.valueOf(most));
    }

    /** Zones from a name on; names are ordered by their labels from the right. */
    private ObjectNode listByName(Fields input) {
        int most = input.integer("MaxItems", 1, Integer.MAX_VALUE).orElse(LARGEST_PAGE);
        String from = input.text("DNSName").map(RecordSets::absolute).orElse("");
        String fromId = input.text("HostedZoneId").orElse("");
        Comparator<HostedZone> order = Comparator.<HostedZone, String>comparing(
                        zone -> RecordSets.reversed(zone.name()))
                .thenComparing(HostedZone::id);
        HostedZone first = new HostedZone(fromId, from, false);
        List<HostedZone> rest = zones.stream()
                .sorted(order)
                .filter(zone -> from.isEmpty() || order.compare(zone, first) >= 0)
                .toList();
        int shown = Math.min(Math.min(most, LARGEST_PAGE), rest.size());
        ObjectNode result = Tree.node();
        result.set("HostedZones", Tree.list(rest.subList(0, shown), this::write));
        if (!from.isEmpty()) {
            result.put("DNSName", from);
        }
        result.put("IsTruncated", shown < rest.size());
        if (shown < rest.size()) {
            result.put("NextDNSName", rest.get(shown).name())
                    .put("NextHostedZoneId", rest.get(shown).id());
        }
        return result.put("MaxItems", String.valueOf(most));
    }

    private ObjectNode get(Fields input) {
        ObjectNode result = Tree.node();
        result.set("HostedZone", write(existing(input)));
        return result;
    }

    private ObjectNode listRecords(Fields input) {
        return records.list(existing(input), input);
    }

    private ObjectNode change(Fields input) {
        records.change(existing(input), input.struct("ChangeBatch").orElse(Fields.of(Tree.node())));
        return changeInfo("C" + ids.hex(13).toUpperCase(Locale.ROOT));
    }

    /** Changes are everywhere at once. */
    private ObjectNode getChange(Fields input) {
        return changeInfo(input.required("Id"));
    }

    private ObjectNode changeInfo(String id) {
        ObjectNode result = Tree.node();
        result.putObject("ChangeInfo")
                .put("Id", "/change/" + id)
                .put("Status", "INSYNC")
                .put("SubmittedAt", clock.instant().toString());
        return result;
    }

    private HostedZone existing(Fields input) {
        String given = input.required("Id");
        String id = given.startsWith(ZONE_PREFIX) ? given.substring(ZONE_PREFIX.length()) : given;
        return find(id).orElseThrow(() -> ApiError.notFound("NoSuchHostedZone", "No hosted zone found with ID: " + id));
    }

    private Optional<HostedZone> find(String id) {
        return zones.stream().filter(zone -> zone.id().equals(id)).findFirst();
    }

    private ObjectNode write(HostedZone zone) {
        ObjectNode node = Tree.node()
                .put("Id", ZONE_PREFIX + zone.id())
                .put("Name", zone.name())
                .put("CallerReference", "seed-" + zone.id());
        node.putObject("Config").put("PrivateZone", zone.vpcOnly());
        return node.put("ResourceRecordSetCount", records.count(zone.id()));
    }
}

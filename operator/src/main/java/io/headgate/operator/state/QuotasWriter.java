package io.headgate.operator.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.compile.Compilation;
import io.headgate.core.group.GroupId;
import io.headgate.core.quota.QuotaLedger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what groups use of the limits of an account, and what they would use if all their Ingresses were sparing. */
public final class QuotasWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QuotasWriter() {}

    /**
     * A list of groups with their quotas.
     *
     * @param groups as they are
     * @param sparing the same groups, packing their rules and sharing their target groups
     */
    public static JsonNode write(List<Compilation> groups, List<Compilation> sparing) {
        Map<GroupId, QuotaLedger> ifSparing =
                sparing.stream().collect(Collectors.toMap(group -> group.stack().group(), Compilation::ledger));
        ArrayNode written = JSON.createArrayNode();
        groups.forEach(group -> {
            GroupId id = group.stack().group();
            ObjectNode object = written.addObject();
            object.put("group", id.toString());
            ArrayNode quotas = object.putArray("quotas");
            QuotaLedger other = ifSparing.getOrDefault(id, group.ledger());
            group.ledger()
                    .uses()
                    .forEach(use -> quotas.addObject()
                            .put("name", use.quota().key())
                            .put("used", use.used())
                            .put("limit", use.limit())
                            .put("known", use.known())
                            .put("usedIfSparing", other.used(use.quota())));
        });
        return written;
    }
}

package io.headgate.core.annotation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes that AWS knows, from the table {@code attributes.txt} beside this class, after the API reference of
 * {@code LoadBalancerAttribute}, {@code TargetGroupAttribute} and {@code ListenerAttribute}. A key that is in no table may be newer than
 * the table; it is suspicious, but not refused.
 */
public final class AttributeCatalogue {
    private static final String TABLE = "attributes.txt";
    private static final int COLUMNS = 6;
    private static final List<Attribute> ALL = TableReader.rows(TABLE, COLUMNS).stream()
            .map(AttributeCatalogue::attribute)
            .toList();

    private static final String ALGORITHM = "load_balancing.algorithm.type";
    private static final String SLOW_START = "slow_start.duration_seconds";
    private static final String MITIGATION = "load_balancing.algorithm.anomaly_mitigation";
    private static final String ROUND_ROBIN = "round_robin";
    private static final String WEIGHTED_RANDOM = "weighted_random";

    private AttributeCatalogue() {}

    /** The attributes of one kind, in the order of the table. */
    public static List<Attribute> of(AttributeKind kind) {
        return ALL.stream().filter(attribute -> attribute.kind() == kind).toList();
    }

    /** What AWS has against attributes of that kind. */
    public static List<Complaint> complaints(AttributeKind kind, Map<String, String> attributes) {
        List<Complaint> complaints = new ArrayList<>();
        attributes.forEach((key, value) -> find(kind, key)
                .ifPresentOrElse(
                        attribute -> attribute
                                .limit()
                                .complaints(value)
                                .forEach(complaint -> complaints.add(new Complaint(
                                        complaint.refused(), "has " + key + ": it " + complaint.reason()))),
                        () -> complaints.add(unknown(kind, key))));
        if (kind == AttributeKind.TARGET_GROUP) {
            complaints.addAll(combinations(attributes));
        }
        return complaints;
    }

    /** The known key that someone who wrote an unknown one probably meant. */
    public static Optional<String> nearest(AttributeKind kind, String key) {
        return Spelling.nearest(key, of(kind).stream().map(Attribute::key).toList());
    }

    /** Algorithms that exclude each other (Edit target group attributes: slow start and anomaly mitigation). */
    private static List<Complaint> combinations(Map<String, String> attributes) {
        List<Complaint> complaints = new ArrayList<>();
        String algorithm = attributes.getOrDefault(ALGORITHM, "");
        boolean slowStart = !Set.of("", "0").contains(attributes.getOrDefault(SLOW_START, ""));
        if (slowStart && !Set.of("", ROUND_ROBIN).contains(algorithm)) {
            complaints.add(Complaint.refused("has " + SLOW_START + " together with the algorithm " + algorithm
                    + "; slow start works with " + ROUND_ROBIN + " only"));
        }
        boolean mitigation = attributes.getOrDefault(MITIGATION, "").equals("on");
        if (mitigation && !Set.of("", WEIGHTED_RANDOM).contains(algorithm)) {
            complaints.add(Complaint.refused("has " + MITIGATION + " together with the algorithm " + algorithm
                    + "; anomaly mitigation works with " + WEIGHTED_RANDOM + " only"));
        }
        return complaints;
    }

    private static Complaint unknown(AttributeKind kind, String key) {
        Optional<Attribute> elsewhere = ALL.stream()
                .filter(attribute -> attribute.key().equals(key))
                .min(Comparator.comparing(Attribute::kind));
        if (elsewhere.isPresent()) {
            return Complaint.refused("has " + key + ", which is an attribute of a "
                    + elsewhere.get().kind().words() + ", not of a " + kind.words() + " here");
        }
        return Complaint.suspicious("has the unknown attribute " + key
                + nearest(kind, key).map(near -> "; did you mean " + near + "?").orElse(""));
    }

    private static Optional<Attribute> find(AttributeKind kind, String key) {
        return of(kind).stream()
                .filter(attribute -> attribute.key().equals(key))
                .findFirst();
    }

    private static Attribute attribute(List<String> row) {
        return new Attribute(
                LimitSyntax.kind(row.get(0)),
                row.get(1),
                row.get(2),
                LimitSyntax.parse(row.get(3), row.get(4)),
                row.get(5));
    }
}

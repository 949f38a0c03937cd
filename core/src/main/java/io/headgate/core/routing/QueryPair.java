package io.headgate.core.routing;

import java.util.ArrayList;
import java.util.List;

/** A pair of a query, as sent: nothing is decoded. A piece without {@code =} is a key with the empty value. */
public record QueryPair(String key, String value) {

    /** The pairs of a query, which are parted by {@code &}. */
    public static List<QueryPair> split(String query) {
        List<QueryPair> pairs = new ArrayList<>();
        int from = 0;
        while (from < query.length()) {
            int ampersand = query.indexOf('&', from);
            int to = ampersand < 0 ? query.length() : ampersand;
            if (to > from) {
                pairs.add(parse(query.substring(from, to)));
            }
            from = to + 1;
        }
        return pairs;
    }

    private static QueryPair parse(String piece) {
        int equals = piece.indexOf('=');
        return equals < 0
                ? new QueryPair(piece, "")
                : new QueryPair(piece.substring(0, equals), piece.substring(equals + 1));
    }
}

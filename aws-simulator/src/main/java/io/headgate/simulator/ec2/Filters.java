package io.headgate.simulator.ec2;

import io.headgate.simulator.account.Page;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Selection in EC2's Describe calls: by ids, by filters, by pages. Filters are ANDed, their values ORed; {@code *} and {@code ?} are
 * wildcards; an unknown filter is refused (EC2 API reference, "Filter").
 *
 * @param idParameter name of the list of ids in the request
 * @param notFound error code when an id does not exist
 * @param properties filter name to the values that a resource has for it
 */
record Filters<T>(
        Tags tags,
        IntSupplier pageSize,
        String idParameter,
        String notFound,
        Function<T, String> id,
        Map<String, Function<T, Collection<String>>> properties) {
    private static final int LEAST_RESULTS = 5;
    private static final int MOST_RESULTS = 1000;

    Page<T> select(Fields input, Collection<T> all) {
        List<String> wanted = input.texts(idParameter);
        refuseUnknown(wanted, all);
        List<Fields> filters = input.structs("Filter");
        List<T> chosen = all.stream()
                .filter(each -> wanted.isEmpty() || wanted.contains(id.apply(each)))
                .filter(each -> filters.stream().allMatch(filter -> holds(filter, each)))
                .toList();
        int size = input.integer("MaxResults", LEAST_RESULTS, MOST_RESULTS).orElse(MOST_RESULTS);
        return Page.cut(chosen, input.text("NextToken"), Math.min(size, pageSize.getAsInt()));
    }

    private void refuseUnknown(List<String> wanted, Collection<T> all) {
        Set<String> missing = new HashSet<>(wanted);
        all.forEach(each -> missing.remove(id.apply(each)));
        if (!missing.isEmpty()) {
            throw ApiError.of(notFound, "The ID '" + String.join(", ", missing) + "' does not exist");
        }
    }

    private boolean holds(Fields filter, T resource) {
        Collection<String> actual = values(filter.required("Name"), resource);
        return filter.texts("Value").stream()
                .anyMatch(pattern -> actual.stream().anyMatch(value -> matches(pattern, value)));
    }

    private Collection<String> values(String name, T resource) {
        Map<String, String> tagged = tags.of(id.apply(resource));
        if (name.startsWith("tag:")) {
            return Optional.ofNullable(tagged.get(name.substring("tag:".length())))
                    .map(List::of)
                    .orElse(List.of());
        }
        if (name.equals("tag-key")) {
            return tagged.keySet();
        }
        Function<T, Collection<String>> property = properties.get(name);
        if (property == null) {
            throw ApiError.of("InvalidParameterValue", "The filter '" + name + "' is invalid");
        }
        return property.apply(resource);
    }

    static boolean matches(String pattern, String value) {
        return pattern.equals(value) || glob(pattern, 0, value, 0);
    }

    private static boolean glob(String pattern, int p, String value, int v) {
        if (p == pattern.length()) {
            return v == value.length();
        }
        return switch (pattern.charAt(p)) {
            case '*' -> glob(pattern, p + 1, value, v) || (v < value.length() && glob(pattern, p, value, v + 1));
            case '?' -> v < value.length() && glob(pattern, p + 1, value, v + 1);
            default -> v < value.length() && value.charAt(v) == pattern.charAt(p) && glob(pattern, p + 1, value, v + 1);
        };
    }
}

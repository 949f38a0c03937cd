package io.headgate.simulator.account;

import io.headgate.simulator.api.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next marker of the page after this one, null on the last
 */
public record Page<T>(List<T> entries, @Nullable String next) {

    /** Cuts the page that a marker asks for; without a marker the first. Markers are opaque to callers. */
    public static <T> Page<T> cut(List<T> all, Optional<String> marker, int size) {
        int from = marker.filter(text -> !text.isEmpty()).map(Page::decode).orElse(0);
        if (from > all.size()) {
            return new Page<>(List.of(), null);
        }
        int to = Math.min(all.size(), from + size);
        return new Page<>(List.copyOf(all.subList(from, to)), to < all.size() ? encode(to) : null);
    }

    private static String encode(int offset) {
        return Base64.getUrlEncoder().encodeToString(("from:" + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int decode(String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            return Integer.parseInt(text.replaceFirst("^from:", ""));
        } catch (IllegalArgumentException _) {
            throw ApiError.invalid("The marker '" + marker + "' was not given out by this service.");
        }
    }
}

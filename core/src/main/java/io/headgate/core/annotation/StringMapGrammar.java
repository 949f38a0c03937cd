package io.headgate.core.annotation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code k=v,k2=v2}. A backslash makes the next character plain. A comma starts a new pair only if a {@code =} follows somewhere; text
 * behind a comma without any {@code =} is a broken pair, and a comma with nothing behind it stays in the value. Keys and values are
 * trimmed; the first {@code =} splits; the last of equal keys wins.
 */
final class StringMapGrammar {
    private final String text;
    private final Map<String, String> pairs = new LinkedHashMap<>();

    private StringMapGrammar(String text) {
        this.text = text;
    }

    static Parsed<Map<String, String>> parse(String text) {
        return new StringMapGrammar(text).pairs();
    }

    private Parsed<Map<String, String>> pairs() {
        StringBuilder pair = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character == '\\' && at + 1 < text.length()) {
                pair.append(text.charAt(at + 1));
                at += 2;
                continue;
            }
            if (character == ',' && startsPair(at + 1)) {
                if (!add(pair.toString())) {
                    return broken(pair.toString());
                }
                pair.setLength(0);
            } else {
                pair.append(character);
            }
            at++;
        }
        if (!pair.isEmpty() && !add(pair.toString())) {
            return broken(pair.toString());
        }
        return new Parsed.Value<>(Collections.unmodifiableMap(pairs));
    }

    private boolean startsPair(int rest) {
        return rest < text.length();
    }

    private boolean add(String pair) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? "" : pair.substring(0, equals).strip();
        if (key.isEmpty()) {
            return false;
        }
        pairs.put(key, pair.substring(equals + 1).strip());
        return true;
    }

    private static Parsed<Map<String, String>> broken(String pair) {
        return new Parsed.Invalid<>("has the entry \"" + pair + "\", which is not key=value");
    }
}

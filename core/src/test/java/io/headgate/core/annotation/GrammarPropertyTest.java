package io.headgate.core.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written is read back. The seed is in the message of a failure. */
final class GrammarPropertyTest {
    private static final int ROUNDS = 2000;
    private static final String CHARACTERS = "abcXYZ019.-_:/@ \\,\"'{}[]#|äß漢😀\t";

    @Test
    void readsMapsThatWereWrittenWithEscapes() {
        forSeeds(random -> {
            Map<String, String> map = new LinkedHashMap<>();
            IntStream.range(0, random.nextInt(5)).forEach(index -> map.put("k" + text(random), text(random)));

            String written = map.entrySet().stream()
                    .map(entry -> escaped(entry.getKey()) + "=" + escaped(entry.getValue()))
                    .collect(Collectors.joining(","));

            assertThat(Grammar.stringMap(written)).isEqualTo(new Parsed.Value<>(map));
        });
    }

    @Test
    void readsListsThatWereJoined() {
        forSeeds(random -> {
            List<String> list = IntStream.range(0, random.nextInt(6))
                    .mapToObj(index -> ("e" + text(random).replace(",", "")).strip())
                    .toList();

            assertThat(Grammar.stringList(String.join(random.nextBoolean() ? "," : " , ,", list)))
                    .isEqualTo(list);
        });
    }

    @Test
    void readsNumbers() {
        forSeeds(random -> {
            int small = random.nextInt();
            long large = random.nextLong();

            assertThat(Grammar.int32(Integer.toString(small))).isEqualTo(new Parsed.Value<>(small));
            assertThat(Grammar.int64(Long.toString(large))).isEqualTo(new Parsed.Value<>(large));
            assertThat(Grammar.int32(Long.toString(large)))
                    .isInstanceOf((int) large == large ? Parsed.Value.class : Parsed.Invalid.class);
        });
    }

    @Test
    void readsJsonThatWasWritten() {
        forSeeds(random -> {
            JsonValue value = json(random, 4);

            assertThat(GoJson.parse(written(value))).isEqualTo(new Parsed.Value<>(value));
        });
    }

    private static void forSeeds(Consumer<Random> property) {
        for (long seed = 0; seed < ROUNDS; seed++) {
            try {
                property.accept(new Random(seed));
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    /** Without blanks at the ends, which no grammar keeps, and without the sign that parts key and value. */
    private static String text(Random random) {
        int[] points = CHARACTERS.codePoints().toArray();
        return IntStream.range(0, random.nextInt(8))
                .map(index -> points[random.nextInt(points.length)])
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(",", "\\,");
    }

    private static JsonValue json(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new JsonValue.JsonNull();
            case 1 -> new JsonValue.JsonBoolean(random.nextBoolean());
            case 2 -> new JsonValue.JsonNumber(Integer.toString(random.nextInt()));
            case 3 -> new JsonValue.JsonString(text(random));
            case 4 ->
                new JsonValue.JsonArray(IntStream.range(0, random.nextInt(4))
                        .mapToObj(index -> json(random, depth - 1))
                        .toList());
            default -> {
                Map<String, JsonValue> fields = new LinkedHashMap<>();
                IntStream.range(0, random.nextInt(4))
                        .forEach(index -> fields.put(text(random) + index, json(random, depth - 1)));
                yield new JsonValue.JsonObject(fields);
            }
        };
    }

    private static String written(JsonValue value) {
        return switch (value) {
            case JsonValue.JsonNull ignored -> "null";
            case JsonValue.JsonBoolean(boolean flag) -> Boolean.toString(flag);
            case JsonValue.JsonNumber(String literal) -> literal;
            case JsonValue.JsonString(String text) -> quoted(text);
            case JsonValue.JsonArray(List<JsonValue> elements) ->
                elements.stream().map(GrammarPropertyTest::written).collect(Collectors.joining(", ", "[", "]"));
            case JsonValue.JsonObject(Map<String, JsonValue> fields) -> {
                List<String> pairs = new ArrayList<>();
                fields.forEach((name, inner) -> pairs.add(quoted(name) + " : " + written(inner)));
                yield "{" + String.join(",", pairs) + "}";
            }
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + "\"";
    }
}

package io.headgate.core.annotation;

import io.headgate.core.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads typed annotation values from one or several objects; the first object that has a key decides. A value that cannot be read is
 * reported as a finding and then counts as unset.
 */
public final class AnnotationReader {
    private final List<Annotated> sources;
    private final Consumer<Finding> findings;

    public AnnotationReader(List<Annotated> sources, Consumer<Finding> findings) {
        this.sources = List.copyOf(sources);
        this.findings = findings;
    }

    public Optional<String> string(AnnotationKey key) {
        return read(key.key(), key, Parsed.Value::new);
    }

    public Optional<Boolean> bool(AnnotationKey key) {
        return read(key.key(), key, Grammar::bool);
    }

    public Optional<Integer> int32(AnnotationKey key) {
        return read(key.key(), key, Grammar::int32);
    }

    /** A number of a family, as {@code target-control-port.web.80}. */
    public Optional<Integer> int32(AnnotationKey family, String name) {
        return read(family.key(name), family, Grammar::int32);
    }

    public Optional<Long> int64(AnnotationKey key) {
        return read(key.key(), key, Grammar::int64);
    }

    public Optional<List<String>> stringList(AnnotationKey key) {
        return read(key.key(), key, text -> new Parsed.Value<>(Grammar.stringList(text)));
    }

    public Optional<Map<String, String>> stringMap(AnnotationKey key) {
        return read(key.key(), key, Grammar::stringMap);
    }

    /** A map of a family, as {@code listener-attributes.HTTP-80}. */
    public Optional<Map<String, String>> stringMap(AnnotationKey family, String name) {
        return read(family.key(name), family, Grammar::stringMap);
    }

    /** One of a few words. */
    public Optional<String> oneOf(AnnotationKey key, List<String> words) {
        return read(
                key.key(),
                key,
                text -> words.contains(text)
                        ? new Parsed.Value<>(text)
                        : new Parsed.Invalid<>("is \"" + text + "\", which is none of " + String.join(", ", words)));
    }

    /** A JSON object. */
    public Optional<GoStruct> struct(AnnotationKey key, String name) {
        String fullKey = key.key(name);
        return read(fullKey, key, GoJson::parse).flatMap(value -> switch (value) {
            case JsonValue.JsonObject(var fields) ->
                Optional.of(new GoStruct(fields, "", message -> invalid(fullKey, key, message)));
            case JsonValue.JsonNull() ->
                Optional.of(new GoStruct(Map.of(), "", message -> invalid(fullKey, key, message)));
            default -> {
                invalid(fullKey, key, "must be a JSON object, not " + value.kind());
                yield Optional.<GoStruct>empty();
            }
        });
    }

    /** A JSON list of objects. */
    public Optional<List<GoStruct>> structs(AnnotationKey key, String name) {
        String fullKey = key.key(name);
        return read(fullKey, key, GoJson::parse).flatMap(value -> switch (value) {
            case JsonValue.JsonArray(var elements) ->
                Optional.of(GoStruct.structs(elements, "", message -> invalid(fullKey, key, message)));
            case JsonValue.JsonNull() -> Optional.of(new ArrayList<>());
            default -> {
                invalid(fullKey, key, "must be a JSON list, not " + value.kind());
                yield Optional.<List<GoStruct>>empty();
            }
        });
    }

    /** Whether any of the objects has the key. */
    public boolean has(AnnotationKey key) {
        return source(key.key()).isPresent();
    }

    /** What AWS has against the value, if there is one. Certain refusals are reported as errors, the rest as warnings. */
    public void checkLimit(AnnotationKey key) {
        checkLimit(key, "");
    }

    /** The same for a member of a family. */
    public void checkLimit(AnnotationKey family, String name) {
        String fullKey = family.key(name);
        source(fullKey).ifPresent(source -> {
            String text = source.annotations().getOrDefault(fullKey, "");
            Catalogue.entry(family).limit().complaints(text).forEach(complaint -> complain(family, name, complaint));
        });
    }

    /** Reports what AWS has against a value; {@code name} is empty for what is no family. */
    public void complain(AnnotationKey family, String name, Complaint complaint) {
        if (complaint.refused()) {
            invalid(family.key(name), family, complaint.reason());
        } else {
            report(Finding.Severity.WARNING, "Suspicious", family.key(name), family, complaint.reason());
        }
    }

    /** Reports a value that is well-formed but not usable. */
    public void invalid(AnnotationKey key, String message) {
        invalid(key.key(), key, message);
    }

    /** The same for a member of a family. */
    public void invalid(AnnotationKey family, String name, String message) {
        invalid(family.key(name), family, message);
    }

    private void invalid(String fullKey, AnnotationKey key, String message) {
        report(Finding.Severity.ERROR, Finding.FAILED_BUILD_MODEL, fullKey, key, message);
    }

    private void report(Finding.Severity severity, String reason, String fullKey, AnnotationKey key, String message) {
        String object =
                source(fullKey).map(Annotated::object).orElse(sources.getLast().object());
        findings.accept(new Finding(
                severity,
                object,
                fullKey,
                reason,
                fullKey.substring(key.prefix().length()) + " " + message,
                Catalogue.entry(key).remedy()));
    }

    private <T> Optional<T> read(String fullKey, AnnotationKey key, Function<String, Parsed<T>> grammar) {
        Optional<Annotated> source = source(fullKey);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        String text = source.get().annotations().getOrDefault(fullKey, "");
        return switch (grammar.apply(text)) {
            case Parsed.Value<T>(T value) -> Optional.of(value);
            case Parsed.Invalid<T>(String reason) -> {
                invalid(fullKey, key, reason);
                yield Optional.empty();
            }
        };
    }

    private Optional<Annotated> source(String fullKey) {
        return sources.stream()
                .filter(source -> source.annotations().containsKey(fullKey))
                .findFirst();
    }
}

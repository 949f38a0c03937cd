package io.headgate.core.annotation;

import java.util.function.Function;

/** A value read from text, or why the text cannot be read. */
public sealed interface Parsed<T> {

    record Value<T>(T value) implements Parsed<T> {}

    /** {@code reason} continues a sentence that begins with the name of the key: "is not a number". */
    record Invalid<T>(String reason) implements Parsed<T> {}

    /** Goes on with the value, if there is one. */
    default <R> Parsed<R> then(Function<T, Parsed<R>> next) {
        return switch (this) {
            case Value<T>(T value) -> next.apply(value);
            case Invalid<T>(String reason) -> new Invalid<>(reason);
        };
    }
}

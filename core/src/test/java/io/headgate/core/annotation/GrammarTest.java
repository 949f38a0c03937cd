package io.headgate.core.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GrammarTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
    void takesGosWordsForTrue(String text) {
        assertThat(Grammar.bool(text)).isEqualTo(new Parsed.Value<>(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " true", "yes", "tRUE", "on", "2"})
    void takesNothingElseForBoolean(String text) {
        assertThat(Grammar.bool(text)).isInstanceOf(Parsed.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1_000", "0x10", "2147483648", "-2147483649", "1.0", "99999999999999999999"})
    void refusesWhatIsNoNumberOf32Bits(String text) {
        assertThat(Grammar.int32(text)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void takesASign() {
        assertThat(Grammar.int32("+7")).isEqualTo(new Parsed.Value<>(7));
        assertThat(Grammar.int32("-2147483648")).isEqualTo(new Parsed.Value<>(Integer.MIN_VALUE));
    }

    @Test
    void splitsListsAndDropsEmptyEntries() {
        assertThat(Grammar.stringList(" a, ,b,,c ")).isEqualTo(List.of("a", "b", "c"));
        assertThat(Grammar.stringList(",,")).isEmpty();
    }

    @Test
    void readsMapsWithEscapesAndTrailingCommas() {
        assertThat(Grammar.stringMap("a=1, b = x=y ,c=p\\,q,d=\\\\,e=2,"))
                .isEqualTo(new Parsed.Value<>(Map.of("a", "1", "b", "x=y", "c", "p,q", "d", "\\", "e", "2,")));
        assertThat(Grammar.stringMap("")).isEqualTo(new Parsed.Value<>(Map.of()));
        assertThat(Grammar.stringMap("a=1,a=2")).isEqualTo(new Parsed.Value<>(Map.of("a", "2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "=1", "a=1,b", "a=1,,b=2"})
    void refusesMapsWithBrokenPairs(String text) {
        assertThat(Grammar.stringMap(text)).isInstanceOf(Parsed.Invalid.class);
    }
}

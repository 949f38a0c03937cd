package io.headgate.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexSyntaxTest {

    @ParameterizedTest
    @ValueSource(strings = {"a*+", "a++", "a?+", "a{2}+", "(?>a)", "(?=a)", "(?<!a)b", "\\p{L}", "(a)\\1", "(", "[a"})
    void refusesWhatCannotBeMatchedInLinearTime(String regex) {
        assertThat(RegexSyntax.problem(regex)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"^/v[0-9]+/(.*)$", "[*+]+", "a\\*+", "[?+]{1,3}", "a*?", "a+?", "\\\\p", "(?i)abc", "(?:a|b)"})
    void takesTheRest(String regex) {
        assertThat(RegexSyntax.problem(regex)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{1000}){1000}",
                "((((a{30}){30}){30}){30}){30}",
                "(([a-z\\]()]{500}b){500})",
                "(?:(?:x{100}|y){100}){100}",
                "((((((((a{99}){99}){99}){99}){99}){99}){99}){99})"
            })
    void refusesWhatWouldTakeAllTheMemory(String regex) {
        assertThat(RegexSyntax.problem(regex)).contains("its repetitions make it too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[a-z]{1,63}(\\.[a-z]{1,63}){1,8}", "(a{100}){100}", "a{,5}", "{", "a{2", "[]{99}]{99}", ")"})
    void measuresTheRestWithoutHarm(String regex) {
        assertThat(RegexSize.isExcessive(regex)).isFalse();
    }
}

package io.headgate.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RewritingTest {

    @ParameterizedTest(name = "{0} -> {1} of {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "^/api/(.+)$; /$1; /api/x?y=z; /x?y=z",
                "^/api/(.+)$; /$1; /other; /other",
                "^/a; /b; /a/a; /b/a",
                "^/(a)(b)?; /$1-$2; /ac; /a-c",
                "^/price; /$; /price; /$",
            })
    void rewritesTheTarget(String regex, String replace, String target, String expected) {
        assertThat(apply(regex, replace, target)).isEqualTo(new Rewriting.Result.Rewritten("h.example", expected));
    }

    @ParameterizedTest(name = "{0} -> {1} is unusable")
    @CsvSource(
            delimiter = ';',
            value = {"^/.*$; a; /x", "^/.*$; '/a b'; /x", "^/.*$; '/a\r\nX: y'; /x", "^/.*$; ''; /x", "^/(.*)$; /$2; /x"
            })
    void tellsWhatCannotGoOn(String regex, String replace, String target) {
        assertThat(apply(regex, replace, target)).isInstanceOf(Rewriting.Result.Unusable.class);
    }

    @Test
    void rewritesHostAndTargetApart() {
        List<Transform> transforms = List.of(
                new Transform.HostHeaderRewrite(List.of(new Transform.Rewrite("^(.*)\\.example$", "$1.internal"))),
                new Transform.UrlRewrite(List.of(new Transform.Rewrite("^/", "/v2/"))));

        assertThat(Rewriting.apply(transforms, "shop.example", "/a"))
                .isEqualTo(new Rewriting.Result.Rewritten("shop.internal", "/v2/a"));
    }

    private static Rewriting.Result apply(String regex, String replace, String target) {
        List<Transform> transforms = List.of(new Transform.UrlRewrite(List.of(new Transform.Rewrite(regex, replace))));
        return Rewriting.apply(transforms, "h.example", target);
    }
}

package io.headgate.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedirectLocationTest {

    @ParameterizedTest(name = "{0}://{1}:{2}{3}?{4}")
    @CsvSource({
        "HTTPS, #{host}, 443, /#{path}, #{query}, https://shop.example:443/a/b?c=d",
        "#{protocol}, #{host}, #{port}, /new/#{path}, '', http://shop.example:80/new/a/b",
        "HTTPS, www.#{host}, #{port}, /#{host}/#{port}, p=#{path}&#{query}, https://www.shop.example:80/shop.example/80?p=a/b&c=d",
        "HTTPS, other.example, 8443, /#{unknown}, #{protocol}, https://other.example:8443/#{unknown}?http",
    })
    void fillsTemplates(String protocol, String host, String port, String path, String query, String expected) {
        var redirect = new Action.Redirect(protocol, host, port, path, query, "HTTP_301");
        var origin = new RedirectLocation.Origin("HTTP", "shop.example", 80, "/a/b", "c=d");

        assertThat(RedirectLocation.of(redirect, origin)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "query \"{0}\"")
    @CsvSource({"'', http://h.example:80/", "a, http://h.example:80/?a"})
    void leavesNoDanglingQuestionMark(String query, String expected) {
        var redirect = new Action.Redirect("HTTP", "#{host}", "80", "/#{path}", "#{query}", "HTTP_302");
        var origin = new RedirectLocation.Origin("HTTP", "h.example", 8080, "/", query);

        assertThat(RedirectLocation.of(redirect, origin)).isEqualTo(expected);
    }
}

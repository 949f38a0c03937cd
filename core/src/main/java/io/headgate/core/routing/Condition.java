package io.headgate.core.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a listener rule. All conditions of a rule must hold; within one condition the values are alternatives. The kinds
 * and their names are those of the ELBv2 API ({@code RuleCondition.Field}).
 */
public sealed interface Condition {

    /** The value of {@code RuleCondition.Field}. */
    String field();

    /** Matches the host of the request, without regard to case. */
    record HostHeader(Patterns patterns) implements Condition {
        @Override
        public String field() {
            return "host-header";
        }
    }

    /** Matches the path of the request, with regard to case and never the query. */
    record PathPattern(Patterns patterns) implements Condition {
        @Override
        public String field() {
            return "path-pattern";
        }
    }

    /** Matches any of the fields of that name, without regard to case in name and value. */
    record HttpHeader(String name, Patterns patterns) implements Condition {
        @Override
        public String field() {
            return "http-header";
        }
    }

    /** Matches the method exactly, with regard to case. */
    record HttpRequestMethod(List<String> methods) implements Condition {
        public HttpRequestMethod {
            methods = List.copyOf(methods);
        }

        @Override
        public String field() {
            return "http-request-method";
        }
    }

    /** Matches one of the pairs of the query string, without regard to case. */
    record QueryString(List<Pair> pairs) implements Condition {
        public QueryString {
            pairs = List.copyOf(pairs);
        }

        @Override
        public String field() {
            return "query-string";
        }

        /** A pair to look for; without a key the value may belong to any key. Both may hold wildcards. */
        public record Pair(@Nullable String key, String value) {}
    }

    /** Matches the address of the TCP peer, never a forwarded one. */
    record SourceIp(List<String> cidrs) implements Condition {
        public SourceIp {
            cidrs = List.copyOf(cidrs);
        }

        @Override
        public String field() {
            return "source-ip";
        }
    }
}

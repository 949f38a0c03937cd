package io.headgate.core.contribution;

import io.headgate.core.routing.CidrBlock;
import io.headgate.core.routing.RegexSyntax;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What AWS refuses of the values of conditions (ELBv2 API, {@code RuleCondition}, and the guide on condition types). Characters of which
 * the documentation does not say whether they are refused are let pass.
 */
final class PatternLimits {
    private static final int LONGEST = 128;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.*?_-]*");
    /** Brackets, the caret and their like were seen to be refused; the guide lists the ones that are allowed. */
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.$/~\"'@:+&*?%,;=!#-]*");

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}");
    private static final Pattern METHOD = Pattern.compile("[A-Z_-]{1,40}");

    private PatternLimits() {}

    /** Each gives what is wrong as a short phrase that continues the value. */
    static Optional<String> host(String host) {
        if (!HOST.matcher(host).matches()) {
            return Optional.of("holds other characters than letters, digits, -, ., * and ?");
        }
        boolean wild = host.contains("*") || host.contains("?");
        return !wild && !host.contains(".") ? Optional.of("has no dot") : length(host);
    }

    static Optional<String> path(String path) {
        return PATH.matcher(path).matches()
                ? length(path)
                : Optional.of("holds a character that is not allowed in a path pattern");
    }

    static Optional<String> regex(String regex) {
        if (regex.isEmpty()) {
            return Optional.of("is empty");
        }
        return length(regex)
                .or(() ->
                        RegexSyntax.problem(regex).map(why -> "is no regular expression that a rule can have: " + why));
    }

    static Optional<String> headerName(String name) {
        if (name.equalsIgnoreCase("host")) {
            return Optional.of("has a condition of its own, host-header");
        }
        return HEADER_NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("is not the name of a header field of at most 40 characters");
    }

    static Optional<String> method(String method) {
        return METHOD.matcher(method).matches()
                ? Optional.empty()
                : Optional.of("is not a method of at most 40 of A-Z, - and _");
    }

    static Optional<String> cidr(String cidr) {
        if (!CidrBlock.isBlock(cidr)) {
            return Optional.of("is not an address block as 10.0.0.0/8");
        }
        return cidr.equals("255.255.255.255/32") ? Optional.of("cannot be matched") : Optional.empty();
    }

    static Optional<String> length(String text) {
        return text.length() <= LONGEST
                ? Optional.empty()
                : Optional.of("has " + text.length() + " characters; at most " + LONGEST + " are allowed");
    }
}

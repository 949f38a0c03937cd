package io.headgate.core.annotation;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What AWS takes for a value, as data: from it come the checks, the schema and the reference page. It says nothing about the grammar of
 * the value, which is the {@link CatalogueEntry.ValueType}; a value that breaks the grammar is not complained of a second time.
 */
public sealed interface Limit {

    /** What AWS has against the text; empty when it takes it. */
    List<Complaint> complaints(String text);

    /** What is allowed, in words that continue "set it to"; empty when this cannot be told in a few words. */
    String expected();

    /** Nothing is known that AWS would refuse. */
    record None() implements Limit {
        @Override
        public List<Complaint> complaints(String text) {
            return List.of();
        }

        @Override
        public String expected() {
            return "";
        }
    }

    /** One of a few words, or a whole number of one of a few ranges. */
    record Choice(List<String> words, List<Range> ranges) implements Limit {
        public Choice {
            words = List.copyOf(words);
            ranges = List.copyOf(ranges);
        }

        @Override
        public List<Complaint> complaints(String text) {
            boolean allowed = words.contains(text) || ranges.stream().anyMatch(range -> range.holds(text));
            return allowed ? List.of() : List.of(Complaint.refused("is \"" + text + "\", which is not " + expected()));
        }

        @Override
        public String expected() {
            List<String> all = Stream.concat(words.stream(), ranges.stream().map(Range::expected))
                    .toList();
            return all.size() < 2
                    ? String.join("", all)
                    : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
        }
    }

    /** Whole numbers, both ends included. */
    record Range(long least, long most) {
        boolean holds(String text) {
            return Grammar.int64(text) instanceof Parsed.Value<Long>(Long number) && number >= least && number <= most;
        }

        String expected() {
            return "a whole number from " + least + " to " + most;
        }
    }

    /** A text of a certain form; {@code expected} says it in words. */
    record Form(Pattern pattern, String expected) implements Limit {
        @Override
        public List<Complaint> complaints(String text) {
            return pattern.matcher(text).matches()
                    ? List.of()
                    : List.of(Complaint.refused("is \"" + text + "\", which is not " + expected));
        }

        /** Patterns have no equality of their own. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Form form
                    && form.pattern.pattern().equals(pattern.pattern())
                    && form.expected.equals(expected);
        }

        @Override
        public int hashCode() {
            return pattern.pattern().hashCode();
        }
    }

    /** A comma-separated list, each entry of which is limited. */
    record Each(Limit entry) implements Limit {
        @Override
        public List<Complaint> complaints(String text) {
            return Grammar.stringList(text).stream()
                    .flatMap(element -> entry.complaints(element).stream())
                    .map(complaint -> new Complaint(complaint.refused(), "holds an entry that " + complaint.reason()))
                    .toList();
        }

        @Override
        public String expected() {
            return "a comma-separated list, each entry " + entry.expected();
        }
    }

    /** Status codes with commas and ranges, as {@code 200,202-204}. */
    record Codes(Range range) implements Limit {
        private static final Pattern SYNTAX = Pattern.compile("\\d{1,3}(-\\d{1,3})?(,\\d{1,3}(-\\d{1,3})?)*");

        @Override
        public List<Complaint> complaints(String text) {
            // White space around commas is not documented either way; AWS decides.
            String codes = text.replace(" ", "");
            boolean allowed = SYNTAX.matcher(codes).matches()
                    && Pattern.compile("[,-]").splitAsStream(codes).allMatch(range::holds);
            return allowed ? List.of() : List.of(Complaint.refused("is \"" + text + "\", which is not " + expected()));
        }

        @Override
        public String expected() {
            return "codes from " + range.least() + " to " + range.most() + ", as " + range.least() + ", "
                    + range.least() + "," + (range.least() + 2) + " or " + range.least() + "-" + range.most();
        }
    }

    /** Attributes of a resource in AWS by key. */
    record Attributes(AttributeKind kind) implements Limit {
        @Override
        public List<Complaint> complaints(String text) {
            return Grammar.stringMap(text) instanceof Parsed.Value<Map<String, String>>(var attributes)
                    ? AttributeCatalogue.complaints(kind, attributes)
                    : List.of();
        }

        @Override
        public String expected() {
            return "key=value pairs of " + kind.words() + " attributes";
        }
    }

    /** Tags of resources in AWS. */
    record Tags() implements Limit {
        @Override
        public List<Complaint> complaints(String text) {
            return Grammar.stringMap(text) instanceof Parsed.Value<Map<String, String>>(var tags)
                    ? TagRules.complaints(tags)
                    : List.of();
        }

        @Override
        public String expected() {
            return TagRules.EXPECTED;
        }
    }
}

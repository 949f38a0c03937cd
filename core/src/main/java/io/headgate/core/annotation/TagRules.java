package io.headgate.core.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What tags of load balancers, listeners, rules and target groups must look like (ELBv2 API, {@code Tag}). */
public final class TagRules {
    /** As many tags can a resource have. */
    public static final int MOST = 50;

    static final String EXPECTED =
            "key=value pairs separated by commas: keys of 1 to 128 and values of at most 256 letters, digits,"
                    + " spaces and _.:/=+-@, no key that begins with aws:";

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private TagRules() {}

    /** What AWS has against the tags, but for their number, which depends on where they go. */
    public static List<Complaint> complaints(Map<String, String> tags) {
        List<Complaint> complaints = new ArrayList<>();
        tags.forEach((key, value) -> {
            check("key", key, LONGEST_KEY, complaints);
            check("value", value, LONGEST_VALUE, complaints);
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                complaints.add(Complaint.refused("has the key \"" + key + "\"; keys of AWS itself begin with aws:"));
            }
        });
        return complaints;
    }

    private static void check(String what, String text, int longest, List<Complaint> complaints) {
        if (text.codePointCount(0, text.length()) > longest) {
            complaints.add(Complaint.refused(
                    "has a " + what + " of " + text.length() + " characters; at most " + longest + " are allowed"));
        }
        // Not refused: EC2 takes any character, and recorded states of load balancers hold commas too.
        if (!CHARACTERS.matcher(text).matches()) {
            complaints.add(Complaint.suspicious("has the " + what + " \"" + text
                    + "\", which holds other characters than letters, digits, spaces and _.:/=+-@"));
        }
    }
}

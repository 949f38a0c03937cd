package io.headgate.proxy.target;

/** Tells whether a status code is in a list such as {@code 200,202,300-399}. A malformed part matches nothing. */
final class StatusMatcher {

    private StatusMatcher() {}

    static boolean matches(String codes, int status) {
        for (String part : codes.split(",")) {
            String[] ends = part.strip().split("-", 2);
            int from = number(ends[0]);
            int to = ends.length == 1 ? from : number(ends[1]);
            if (from >= 0 && from <= status && status <= to) {
                return true;
            }
        }
        return false;
    }

    private static int number(String text) {
        String digits = text.strip();
        return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : -1;
    }
}

package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;

/** Two members that cannot both have what they want. */
record Conflict(String field, ObjectKey one, String oneValue, ObjectKey other, String otherValue) {

    boolean concerns(ObjectKey member) {
        return one.equals(member) || other.equals(member);
    }

    /** The conflict as told to one of the two. */
    Finding against(ObjectKey member) {
        boolean first = one.equals(member);
        return new Finding(
                Finding.Severity.ERROR,
                "Ingress " + member,
                field,
                Finding.FAILED_BUILD_MODEL,
                "conflicting wishes: this Ingress wants " + (first ? oneValue : otherValue) + ", but Ingress "
                        + (first ? other : one) + " of the same group wants " + (first ? otherValue : oneValue),
                "let both agree, leave it to one of them, or move this Ingress to another group");
    }
}

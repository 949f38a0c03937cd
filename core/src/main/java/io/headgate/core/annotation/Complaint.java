package io.headgate.core.annotation;

/**
 * What is wrong with a value as AWS sees it.
 *
 * @param refused whether AWS certainly refuses the value; otherwise it is only suspicious
 * @param reason continues a sentence that begins with the name of the key: "is 3, which is not from 5 to 300"
 */
public record Complaint(boolean refused, String reason) {

    static Complaint refused(String reason) {
        return new Complaint(true, reason);
    }

    static Complaint suspicious(String reason) {
        return new Complaint(false, reason);
    }
}

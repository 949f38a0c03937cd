package io.headgate.core.finding;

/**
 * Something to tell about an object: what is wrong or noteworthy, where, why, and what to do.
 *
 * @param object kind with namespace and name, as {@code Ingress shop/web}
 * @param field the annotation key or field path, empty when the object as a whole is meant
 * @param reason CamelCase word for conditions and Events
 * @param message what and why, one sentence, without secrets
 * @param remedy what the user can do
 */
public record Finding(Severity severity, String object, String field, String reason, String message, String remedy) {

    /** Reason of an Ingress whose group cannot be told: its class, its parameters or its group name are not usable. */
    public static final String FAILED_LOAD_GROUP_ID = "FailedLoadGroupID";

    /** Reason of an Ingress that cannot be compiled. */
    public static final String FAILED_BUILD_MODEL = "FailedBuildModel";

    /** Reason of an Ingress that does not fit into a limit of the account. */
    public static final String QUOTA_EXCEEDED = "QuotaExceeded";

    /** Reason of an Ingress that works but for paths whose Service does not exist. */
    public static final String MISSING_SERVICE = "MissingService";

    /** How much it matters. */
    public enum Severity {
        /** The object is refused: it changes nothing, what it had before stays. */
        ERROR,
        /** The object works, but probably not as meant. */
        WARNING,
        /** Good to know. */
        INFO
    }

    /** The same, told but not refused. */
    public Finding asWarning() {
        return new Finding(Severity.WARNING, object, field, reason, message, remedy);
    }

    /** The finding on one line, as a person reads it. */
    public String oneLine() {
        String where = field.isEmpty() ? object : object + " " + field;
        return where + ": " + reason + ": " + message + (remedy.isEmpty() ? "" : " -> " + remedy);
    }
}

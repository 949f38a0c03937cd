package io.headgate.core.quota;

/**
 * How much of a limit is used.
 *
 * @param used by the group; of a limit of the whole account also by all others
 * @param known whether the limit was told, and not only assumed
 */
public record QuotaUse(Quota quota, int used, int limit, boolean known) {

    /** Whether AWS would certainly refuse. */
    public boolean exceeded() {
        return known && used > limit;
    }
}

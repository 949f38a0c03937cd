package io.headgate.core.quota;

/**
 * How something changes what is used of a limit.
 *
 * @param before what is used without it; of a limit of the whole account also by all others
 * @param after what is used with it
 * @param known whether the limit was told, and not only assumed
 */
public record QuotaChange(Quota quota, int before, int after, int limit, boolean known) {}

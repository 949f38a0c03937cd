package io.headgate.aws.facts;

import io.headgate.aws.client.Failures;
import io.headgate.core.cloud.Failure;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/**
 * The limits of the account, as {@code DescribeAccountLimits} tells them. They are read again every hour, and sooner where something did
 * not fit. An account that does not tell them is treated like a new one. Safe for use by many threads.
 */
final class AccountLimits {

    private static final Logger LOG = LoggerFactory.getLogger(AccountLimits.class);
    private static final Duration BELIEVED = Duration.ofHours(1);
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMinutes(10);
    /** So long a limit is believed that something did not fit into. */
    private static final Duration DOUBTED = Duration.ofSeconds(10);

    private final ElasticLoadBalancingV2Client elb;
    private final Remembered<Limits> limits;
    private volatile Limits known = Limits.ASSUMED;

    AccountLimits(ElasticLoadBalancingV2Client elb, InstantSource clock) {
        this.elb = elb;
        this.limits = new Remembered<>(this::read, BELIEVED, clock);
    }

    Limits get() {
        Limits known = limits.get();
        return known.unread() == null ? known : limits.get(UNTIL_ASKED_AGAIN);
    }

    /** The limits after something did not fit into them. */
    Limits doubted() {
        return limits.get(DOUBTED);
    }

    /** What was read last. Asks nothing. */
    Limits known() {
        return known;
    }

    private Limits read() {
        known = ask();
        return known;
    }

    private Limits ask() {
        try {
            Map<Quota, Integer> told = new EnumMap<>(Quota.class);
            elb.describeAccountLimits(request -> {})
                    .limits()
                    .forEach(limit -> Quota.of(String.valueOf(limit.name()))
                            .ifPresent(quota -> told.put(quota, Integer.parseInt(limit.max()))));
            return new Limits(told, Map.of(), null);
        } catch (SdkException failed) {
            Failure failure = Failures.translate(failed);
            LOG.atWarn()
                    .addKeyValue("code", failure.code())
                    .log("The limits of the account cannot be read; those of a new account are shown, and nobody is"
                            + " refused for them");
            return new Limits(Map.of(), Map.of(), failure.code() + ": " + failure.message());
        }
    }
}

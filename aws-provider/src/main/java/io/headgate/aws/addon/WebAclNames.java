package io.headgate.aws.addon;

import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.Failures;
import io.headgate.core.cloud.Failure;
import io.headgate.core.facts.CloudFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.wafv2.model.ListWebAcLsResponse;
import software.amazon.awssdk.services.wafv2.model.Scope;

/**
 * The regional web ACLs by name. What was listed is believed for an hour, but a name that is not among them is looked for again after a
 * minute. Safe for use by many threads.
 */
public final class WebAclNames {

    private static final Duration BELIEVED = Duration.ofHours(1);
    private static final Duration MISSED = Duration.ofMinutes(1);

    private final AwsClients clients;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Listing listing = new Listing(Instant.MIN, List.of(), null);

    public WebAclNames(AwsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * What is known of the web ACLs.
     *
     * @param unreadable why they could not be listed; null when they were
     */
    public record Listing(
            Instant readAt,
            List<CloudFacts.WebAcl> webAcls,
            @Nullable String unreadable) {
        public Listing {
            webAcls = List.copyOf(webAcls);
        }

        /** The same as nobody asked for. */
        public static final Listing UNASKED = new Listing(Instant.MIN, List.of(), null);

        private boolean has(Set<String> names) {
            return webAcls.stream()
                    .map(CloudFacts.WebAcl::name)
                    .collect(Collectors.toSet())
                    .containsAll(names);
        }
    }

    /** The web ACLs, as fresh as is needed to know these names. */
    public Listing knowing(Set<String> names) {
        if (names.isEmpty()) {
            return Listing.UNASKED;
        }
        lock.lock();
        try {
            Duration believed = listing.has(names) ? BELIEVED : MISSED;
            if (listing.readAt().isBefore(clock.instant().minus(believed))) {
                listing = read();
            }
            return listing;
        } finally {
            lock.unlock();
        }
    }

    private Listing read() {
        List<CloudFacts.WebAcl> found = new ArrayList<>();
        try {
            String marker = null;
            do {
                ListWebAcLsResponse page = page(marker);
                page.webACLs().forEach(acl -> found.add(new CloudFacts.WebAcl(acl.arn(), acl.name())));
                marker = page.nextMarker();
            } while (marker != null && !marker.isEmpty());
            return new Listing(clock.instant(), found, null);
        } catch (SdkException failed) {
            Failure failure = Failures.translate(failed);
            return new Listing(clock.instant(), listing.webAcls(), failure.code() + ": " + failure.message());
        }
    }

    private ListWebAcLsResponse page(@Nullable String marker) {
        return clients.wafv2()
                .listWebACLs(request -> request.scope(Scope.REGIONAL).limit(100).nextMarker(marker));
    }
}

package io.headgate.operator.cleanup;

import io.headgate.aws.AwsProvider;
import io.headgate.aws.teardown.OwnedResource;
import io.headgate.core.group.GroupId;
import io.headgate.core.naming.Owner;
import io.headgate.operator.preview.LiveCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds and removes orphans: see {@link Orphans}. For one thread. */
public final class GarbageCollection {

    private final AwsProvider account;
    private final InstantSource clock;

    public GarbageCollection(AwsProvider account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
    }

    /**
     * A group that nothing refers to.
     *
     * @param age of its youngest load balancer, of which alone AWS tells it; null if it has none
     */
    public record Orphan(
            GroupId group,
            List<OwnedResource> resources,
            @Nullable Duration age) {

        public Orphan {
            resources = List.copyOf(resources);
        }

        /** Whether it is known to be younger than that: perhaps somebody is just making it. */
        public boolean youngerThan(Duration grace) {
            return age != null && age.compareTo(grace) < 0;
        }
    }

    /** Reads the account anew, and gives the groups to which nothing in the cluster refers. */
    public List<Orphan> find(LiveCluster cluster, Owner owner) {
        account.load();
        NavigableSet<GroupId> groups = Orphans.among(account.groups(), cluster.view());
        Map<GroupId, List<OwnedResource>> resources = new LinkedHashMap<>();
        groups.forEach(group -> resources.put(group, new ArrayList<>()));
        account.teardown().inventory().stream()
                .filter(each -> owner.owns(each.tags()))
                .forEach(each -> each.group().map(resources::get).ifPresent(list -> list.add(each)));
        return resources.entrySet().stream()
                .map(entry -> new Orphan(
                        entry.getKey(), entry.getValue(), age(entry.getValue()).orElse(null)))
                .toList();
    }

    private Optional<Duration> age(List<OwnedResource> resources) {
        return resources.stream()
                .map(OwnedResource::created)
                .flatMap(Stream::ofNullable)
                .max(Instant::compareTo)
                .map(created -> Duration.between(created, clock.instant()));
    }

    /** Removes groups, as far as that is possible now. Gives what stands in the way. */
    public List<Blocked> remove(Collection<GroupId> groups, boolean disableProtection, Consumer<String> screen) {
        return new Removal(account, disableProtection, new Progress(screen)).remove(groups);
    }
}

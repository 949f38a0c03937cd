package io.headgate.operator.targets;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.target.Target;
import io.headgate.operator.status.ServerSideApply;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What this cluster registered in target groups that it shares with others. It is noted where and how LBC does, in a ConfigMap beside the
 * binding: key {@code targets}, {@code id:port} with commas between. Safe for use by many threads, one at a time for the same binding.
 */
final class SharedTargets {

    private static final String PREFIX = "aws-lbc-targets-";
    private static final String KEY = "targets";

    private final KubernetesClient client;
    private final ServerSideApply writer;
    private final Map<ObjectKey, Set<String>> noted = new ConcurrentHashMap<>();

    SharedTargets(KubernetesClient client, ServerSideApply writer) {
        this.client = client;
        this.writer = writer;
    }

    /** The claim of a binding. One of which nothing is noted claims nothing yet: what it finds registered may be another's. */
    Claim of(ObjectKey binding) {
        return new Claim() {
            @Override
            public boolean covers(Target target) {
                return known(binding).contains(identifier(target));
            }

            @Override
            public void extend(Collection<Target> targets) {
                Set<String> extended = new TreeSet<>(known(binding));
                targets.forEach(target -> extended.add(identifier(target)));
                note(binding, extended);
            }

            @Override
            public void reduceTo(Collection<Target> targets) {
                note(
                        binding,
                        targets.stream().map(SharedTargets::identifier).collect(Collectors.toCollection(TreeSet::new)));
            }
        };
    }

    /** Removes the note. */
    void forget(ObjectKey binding) {
        client.configMaps()
                .inNamespace(binding.namespace())
                .withName(PREFIX + binding.name())
                .delete();
        noted.remove(binding);
    }

    private Set<String> known(ObjectKey binding) {
        return noted.computeIfAbsent(binding, key -> read(key).orElse(Set.of()));
    }

    private Optional<Set<String>> read(ObjectKey binding) {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(binding.namespace())
                        .withName(PREFIX + binding.name())
                        .get())
                .map(ConfigMap::getData)
                .map(data -> data.getOrDefault(KEY, ""))
                .map(text -> Arrays.stream(text.split(",", -1))
                        .filter(entry -> !entry.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private void note(ObjectKey binding, Set<String> targets) {
        if (targets.equals(known(binding))) {
            return;
        }
        writer.apply(new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(binding.namespace())
                .withName(PREFIX + binding.name())
                .endMetadata()
                .addToData(KEY, String.join(",", targets))
                .build());
        noted.put(binding, Set.copyOf(targets));
    }

    private static String identifier(Target target) {
        return target.id() + ":" + target.port();
    }
}

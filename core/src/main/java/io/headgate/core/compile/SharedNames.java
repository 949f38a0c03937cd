package io.headgate.core.compile;

import io.headgate.core.compile.SharedTargets.Sharer;
import io.headgate.core.contribution.Contribution.SharedAs;
import io.headgate.core.contribution.Contribution.TargetPart;
import io.headgate.core.naming.ResourceNames;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What shared target groups are called. Who has a name keeps it; if sharers part, it stays with those whose settings are still the ones
 * that the target group has. Names of target groups that nobody shares come first: they are not ours to choose.
 */
final class SharedNames {
    private final Set<String> taken = new HashSet<>();
    private final List<List<Sharer>> classes;

    /** @param classes sharers of target groups that are alike, none empty, in group order */
    SharedNames(List<TargetPart> alone, List<List<Sharer>> classes) {
        alone.forEach(part -> taken.add(part.targetGroup().resource()));
        this.classes = classes;
    }

    Map<SharedAs, List<Sharer>> byResource() {
        Map<SharedAs, List<Sharer>> named = new LinkedHashMap<>();
        List<List<Sharer>> nameless = classes.stream()
                .sorted(Comparator.comparingLong(SharedNames::settled).reversed())
                .filter(sharers -> {
                    Optional<SharedAs> kept = kept(sharers);
                    kept.ifPresent(name -> named.put(name, sharers));
                    return kept.isEmpty();
                })
                .toList();
        nameless.forEach(sharers -> named.put(fresh(sharers), sharers));
        return named;
    }

    private static long settled(List<Sharer> sharers) {
        return remembered(sharers).filter(SharedAs::settled).count();
    }

    private static Stream<SharedAs> remembered(List<Sharer> sharers) {
        return sharers.stream().map(sharer -> sharer.part().sharedAs()).filter(Objects::nonNull);
    }

    private Optional<SharedAs> kept(List<Sharer> sharers) {
        return remembered(sharers)
                .sorted(Comparator.comparing(SharedAs::settled).reversed())
                .filter(name -> taken.add(name.resource()))
                .findFirst()
                .map(name -> new SharedAs(name.resource(), name.name(), true));
    }

    private SharedAs fresh(List<Sharer> sharers) {
        return sharers.stream()
                .map(sharer -> sharer.part().targetGroup())
                .filter(group -> taken.add(group.resource()))
                .findFirst()
                .map(group -> new SharedAs(group.resource(), group.name(), true))
                .orElseGet(() -> another(sharers.getFirst().part()));
    }

    /** Only after one who gave the name to others changed its own settings. */
    private SharedAs another(TargetPart part) {
        int number = 2;
        while (!taken.add(part.targetGroup().resource() + "/" + number)) {
            number++;
        }
        return new SharedAs(
                part.targetGroup().resource() + "/" + number,
                ResourceNames.anotherTargetGroup(part.targetGroup().name(), Integer.toString(number)),
                true);
    }
}

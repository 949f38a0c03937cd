package io.headgate.proxy.routing;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingDecision;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RoutingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a listener, found by host and path instead of one after the other. It gives the position that {@link
 * io.headgate.core.routing.Router} gives, for every request. Not changed once built; any thread.
 */
public final class CompiledTable {

    private final List<CompiledRule> rules;
    private final TextIndex<TextIndex<Positions>> hosts = new TextIndex<>(Shapes.HOST);
    private final boolean readsHeaders;

    private CompiledTable(List<CompiledRule> rules, boolean readsHeaders) {
        this.rules = rules;
        this.readsHeaders = readsHeaders;
    }

    public static CompiledTable of(RoutingTable table) {
        CompiledTable compiled = new CompiledTable(
                table.rules().stream().map(CompiledRule::of).toList(),
                table.rules().stream()
                        .flatMap(rule -> rule.conditions().stream())
                        .anyMatch(Condition.HttpHeader.class::isInstance));
        for (int position = 0; position < table.rules().size(); position++) {
            compiled.index(table.rules().get(position), position);
        }
        return compiled;
    }

    private void index(RoutingRule rule, int position) {
        Patterns host =
                patterns(rule, condition -> condition instanceof Condition.HostHeader(Patterns values) ? values : null);
        Patterns path = patterns(
                rule, condition -> condition instanceof Condition.PathPattern(Patterns values) ? values : null);
        for (TextIndex<Positions> paths : hosts.slots(host, key -> new TextIndex<>(Shapes.PATH))) {
            for (Positions positions : paths.slots(path, key -> new Positions())) {
                positions.add(position);
            }
        }
    }

    /** The patterns of the first such condition; any one of several will do, since all must hold. */
    private static @Nullable Patterns patterns(RoutingRule rule, Function<Condition, @Nullable Patterns> select) {
        for (Condition condition : rule.conditions()) {
            Patterns patterns = select.apply(condition);
            if (patterns != null) {
                return patterns;
            }
        }
        return null;
    }

    /** Whether any rule looks at header fields; if not, requests may be given without them. */
    public boolean readsHeaders() {
        return readsHeaders;
    }

    /** The index of the first rule that matches, or {@link RoutingDecision#DEFAULT}. */
    public int route(RoutingRequest request) {
        Search search = new Search(request);
        hosts.visit(request.host(), paths -> paths.visit(request.path(), search.candidates::add));
        return search.best();
    }

    /** The lists of positions that may match, which are merged in ascending order until one does. */
    private final class Search {
        final List<Positions> candidates = new ArrayList<>();
        private final RoutingRequest request;

        Search(RoutingRequest request) {
            this.request = request;
        }

        int best() {
            int best = Integer.MAX_VALUE;
            for (Positions positions : candidates) {
                best = Math.min(best, firstMatch(positions, best));
            }
            return best == Integer.MAX_VALUE ? RoutingDecision.DEFAULT : best;
        }

        private int firstMatch(Positions positions, int below) {
            for (int index = 0; index < positions.size(); index++) {
                int position = positions.at(index);
                if (position >= below) {
                    break;
                }
                if (rules.get(position).matches(request)) {
                    return position;
                }
            }
            return below;
        }
    }
}

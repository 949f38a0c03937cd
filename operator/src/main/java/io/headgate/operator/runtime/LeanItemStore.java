package io.headgate.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Keeps the objects that are reconciled without what no reconciler looks at: who wrote which field, and what kubectl noted of its own
 * doings. These often are more than the rest.
 */
final class LeanItemStore<K extends HasMetadata> extends BasicItemStore<K> {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final UnaryOperator<K> more;

    LeanItemStore() {
        this(UnaryOperator.identity());
    }

    /** @param more takes away from an object what else is not needed; may change it */
    LeanItemStore(UnaryOperator<K> more) {
        super(Cache::metaNamespaceKeyFunc);
        this.more = more;
    }

    @Override
    public K put(String key, K object) {
        ObjectMeta metadata = object.getMetadata();
        metadata.setManagedFields(List.of());
        Map<String, String> annotations = metadata.getAnnotations();
        if (annotations != null && annotations.containsKey(LAST_APPLIED)) {
            Map<String, String> others = new HashMap<>(annotations);
            others.remove(LAST_APPLIED);
            metadata.setAnnotations(others);
        }
        return super.put(key, more.apply(object));
    }
}

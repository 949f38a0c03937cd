package io.headgate.operator.watch;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/**
 * What an informer tells, for those to whom it is the same whether an object is new or changed.
 *
 * @param present takes an object as it is now
 * @param gone takes an object that was deleted, as it was known last
 */
public record ObjectHandler<K>(Consumer<K> present, Consumer<K> gone) implements ResourceEventHandler<K> {

    @Override
    public void onAdd(K object) {
        present.accept(object);
    }

    @Override
    public void onUpdate(K before, K now) {
        present.accept(now);
    }

    @Override
    public void onDelete(K object, boolean finalStateUnknown) {
        gone.accept(object);
    }
}

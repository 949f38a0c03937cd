package io.headgate.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.operator.watch.FirstReading;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/**
 * Asks a reconciler to look at an object again. An object that does not exist is ignored. The reconciler begins once the view is there,
 * which is read while the framework reads the objects that are reconciled. Safe for use by many threads.
 */
final class Trigger<P extends HasMetadata> {

    private final SimpleInboundEventSource<P> source;

    Trigger(String name, FirstReading view) {
        this.source = new SimpleInboundEventSource<>(name) {
            @Override
            public void start() {
                view.await();
                super.start();
            }
        };
    }

    SimpleInboundEventSource<P> source() {
        return source;
    }

    void fire(ObjectKey key) {
        source.propagateEvent(
                key.namespace().isEmpty() ? new ResourceID(key.name()) : new ResourceID(key.name(), key.namespace()));
    }
}

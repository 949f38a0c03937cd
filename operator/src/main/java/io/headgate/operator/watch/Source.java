package io.headgate.operator.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.headgate.operator.wire.WireWatch;

/** Whatever tells of changes of the objects of one kind. */
sealed interface Source {

    /** Whether changes come in. */
    boolean healthy();

    void stop();

    /** An informer of the Kubernetes client. */
    record Informer<K extends HasMetadata>(SharedIndexInformer<K> informer) implements Source {

        @Override
        public boolean healthy() {
            return informer.isRunning() && informer.isWatching();
        }

        @Override
        public void stop() {
            informer.stop();
        }
    }

    /** A watch of the compact encoding. */
    record Wire(WireWatch<?> watch) implements Source {

        @Override
        public boolean healthy() {
            return watch.healthy();
        }

        @Override
        public void stop() {
            watch.close();
        }
    }
}

package io.headgate.operator.targets;

import io.headgate.core.cloud.Failure;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.events.Regarding;

/** Tells the owner of a binding how it fares, by Events and in its status. Safe for use by many threads. */
final class BindingVoice {

    private final EventRecorder events;
    private final BindingStatus statuses;

    BindingVoice(EventRecorder events, BindingStatus statuses) {
        this.events = events;
        this.statuses = statuses;
    }

    void warning(TargetGroupBinding object, String reason, String message) {
        events.warning(Regarding.binding(key(object), object.getMetadata().getUid()), reason, message);
    }

    void served(TargetGroupBinding object) {
        statuses.served(object);
    }

    void servedInPart(TargetGroupBinding object, String reason, String message) {
        warning(object, reason, message);
        statuses.servedInPart(object, reason, message);
    }

    /** Says what went wrong; repeating would not help. */
    void refused(TargetGroupBinding object, String reason, String message) {
        warning(object, reason, message);
        statuses.failed(object, reason, message);
    }

    /** Says what went wrong; whoever throws what it gives comes again later. */
    RuntimeException failed(TargetGroupBinding object, String reason, String message) {
        refused(object, reason, message);
        return new IllegalStateException(message);
    }

    static String text(Failure failure) {
        return failure.code() + ": " + failure.message();
    }

    static ObjectKey key(TargetGroupBinding object) {
        return new ObjectKey(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }
}

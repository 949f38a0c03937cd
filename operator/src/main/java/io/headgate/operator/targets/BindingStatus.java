package io.headgate.operator.targets;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.elbv2.TargetGroupBindingStatus;
import io.headgate.operator.status.Conditions;
import io.headgate.operator.status.ServerSideApply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes how a binding fares. One that never had trouble gets its observed generation alone, as LBC writes it, so that taking over a
 * binding changes nothing of it.
 */
final class BindingStatus {

    private static final String REGISTERED = "TargetsRegistered";

    private final ServerSideApply writer;
    private final Conditions conditions;

    BindingStatus(ServerSideApply writer, Conditions conditions) {
        this.writer = writer;
        this.conditions = conditions;
    }

    /** Notes that the binding was served as it is now. */
    void served(TargetGroupBinding object) {
        Long generation = object.getMetadata().getGeneration();
        TargetGroupBindingStatus before = object.getStatus();
        List<Condition> present = before == null ? null : before.conditions();
        write(
                object,
                generation,
                present == null || present.isEmpty()
                        ? null
                        : List.of(conditions.of(REGISTERED, "True", "Registered", "", generation, present)));
    }

    /** Notes that the binding was served, but not as a whole. */
    void servedInPart(TargetGroupBinding object, String reason, String message) {
        Long generation = object.getMetadata().getGeneration();
        TargetGroupBindingStatus before = object.getStatus();
        write(
                object,
                generation,
                List.of(conditions.of(
                        REGISTERED,
                        "False",
                        reason,
                        message,
                        generation,
                        before == null ? null : before.conditions())));
    }

    /** Notes why it could not be served. */
    void failed(TargetGroupBinding object, String reason, String message) {
        TargetGroupBindingStatus before = object.getStatus();
        write(
                object,
                before == null ? null : before.observedGeneration(),
                List.of(conditions.of(
                        REGISTERED,
                        "False",
                        reason,
                        message,
                        object.getMetadata().getGeneration(),
                        before == null ? null : before.conditions())));
    }

    private void write(
            TargetGroupBinding object, @Nullable Long observedGeneration, @Nullable List<Condition> conditions) {
        TargetGroupBindingStatus status = new TargetGroupBindingStatus(observedGeneration, conditions);
        if (status.equals(object.getStatus())) {
            return;
        }
        TargetGroupBinding withStatus = new TargetGroupBinding();
        withStatus.setMetadata(new ObjectMetaBuilder()
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .build());
        withStatus.setSpec(object.getSpec());
        withStatus.setStatus(status);
        writer.applyStatus(withStatus);
    }
}

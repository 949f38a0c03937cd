package io.headgate.operator.targets;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess.Established;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.operator.watch.BindingObject;
import java.util.Optional;

/** Lets go of the targets of a binding that is being deleted, and of the way to them. Safe for use by many threads. */
final class Release {

    private final AccessControl access;
    private final ReadinessGates gates;
    private final SharedTargets shared;
    private final Fate fate;
    private final BindingVoice voice;

    Release(AccessControl access, ReadinessGates gates, SharedTargets shared, Fate fate, BindingVoice voice) {
        this.access = access;
        this.gates = gates;
        this.shared = shared;
        this.fate = fate;
        this.voice = voice;
    }

    /** Throws what {@link BindingVoice#failed} gives if something is left to do. */
    void run(TargetGroupBinding object, BindingObject known, CloudProvider cloud) {
        switch (fate.of(known)) {
            case COMES_BACK -> {}
            case GOES_WITH_ITS_GROUP -> close(object, cloud);
            case GOES_ALONE -> {
                drain(object, known, cloud);
                close(object, cloud);
            }
        }
    }

    private void close(TargetGroupBinding object, CloudProvider cloud) {
        Established came = access.withdraw(cloud, BindingVoice.key(object));
        Optional.ofNullable(came.failure()).ifPresent(failure -> {
            throw voice.failed(object, "FailedCleanup", BindingVoice.text(failure));
        });
        gates.release(BindingVoice.key(object)).ifPresent(refusal -> {
            throw voice.failed(object, "FailedCleanup", refusal);
        });
    }

    private void drain(TargetGroupBinding object, BindingObject known, CloudProvider cloud) {
        switch (Bound.of(known, cloud, cloud.vpc().id())) {
            case Bound.Unknown(Failure failure) -> undrained(object, failure);
            case Bound.To bound -> {
                ObjectKey key = bound.binding().key();
                boolean isShared = bound.binding().multiClusterTargetGroup();
                Claim claim = isShared ? shared.of(key) : Claim.ALL;
                TargetPass pass = new TargetPass(
                        bound.registry(), bound.arn(), TargetPass.Wanted.NOTHING, Departures.AT_ONCE, claim);
                if (pass.run(false) instanceof TargetPass.Result.Failed(Failure failure)) {
                    undrained(object, failure);
                }
                if (isShared) {
                    shared.forget(key);
                }
            }
        }
    }

    /** A target group that is gone has no targets, and a binding that was never served made none. */
    private void undrained(TargetGroupBinding object, Failure failure) {
        boolean neverServed = object.getStatus() == null || object.getStatus().observedGeneration() == null;
        if (!(failure instanceof Failure.NotFound) && !neverServed) {
            throw voice.failed(object, "FailedCleanup", BindingVoice.text(failure));
        }
    }
}

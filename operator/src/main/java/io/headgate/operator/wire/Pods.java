package io.headgate.operator.wire;

import io.headgate.core.cluster.ConditionStatus;
import io.headgate.core.cluster.Pod;
import io.headgate.operator.translate.WorkloadReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code core/v1} Pods: nearly all of one is stepped over. */
final class Pods {

    private String node = "";
    private final List<String> gates = new ArrayList<>();
    private final List<String> ips = new ArrayList<>();
    private final Map<String, ConditionStatus> conditions = new HashMap<>();

    private Pods() {}

    static Pod read(Metadata metadata, Message pod) {
        Pods parts = new Pods();
        while (pod.next()) {
            switch (pod.field()) {
                case 2 -> parts.spec(pod.message());
                case 3 -> parts.status(pod.message());
                default -> {}
            }
        }
        return new Pod(
                metadata.key(),
                metadata.uid(),
                metadata.labels(),
                parts.node,
                parts.ips,
                parts.conditions,
                parts.gates,
                metadata.deleting(),
                metadata.created(),
                WorkloadReader.hasOwnInterface(metadata.annotations()));
    }

    private void spec(Message spec) {
        while (spec.next()) {
            switch (spec.field()) {
                case 10 -> node = spec.text();
                case 28 -> gates.add(first(spec.message()));
                default -> {}
            }
        }
    }

    private void status(Message status) {
        while (status.next()) {
            switch (status.field()) {
                case 2 -> condition(status.message());
                case 12 -> ips.add(first(status.message()));
                default -> {}
            }
        }
    }

    private void condition(Message condition) {
        String type = "";
        String status = "";
        while (condition.next()) {
            switch (condition.field()) {
                case 1 -> type = condition.text();
                case 2 -> status = condition.text();
                default -> {}
            }
        }
        conditions.put(type, WorkloadReader.status(status));
    }

    private static String first(Message message) {
        String text = "";
        while (message.next()) {
            if (message.field() == 1) {
                text = message.text();
            }
        }
        return text;
    }
}

package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds, removes and describes the certificates of a listener besides its default one. */
final class ListenerCertificates {
    private final LoadBalancing state;
    private final ListenerReader reader;

    ListenerCertificates(LoadBalancing state, ListenerReader reader) {
        this.state = state;
        this.reader = reader;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "AddListenerCertificates", this::add,
                "RemoveListenerCertificates", this::remove,
                "DescribeListenerCertificates", this::describe);
    }

    private Listener secured(Fields input) {
        Listener listener = state.listener(input.required("ListenerArn"));
        if (!listener.secure()) {
            throw ApiError.of("InvalidConfigurationRequest", "Only HTTPS and TLS listeners have certificates");
        }
        return listener;
    }

    private static List<String> arns(Fields input) {
        List<String> arns = input.structs("Certificates").stream()
                .map(each -> each.required("CertificateArn"))
                .toList();
        if (arns.isEmpty()) {
            throw ApiError.invalid("'Certificates' is required.");
        }
        return arns;
    }

    /** One that is in the list already is not added again (AddListenerCertificates). */
    private ObjectNode add(Fields input) {
        Listener before = secured(input);
        List<String> wanted = arns(input).stream().map(reader::usable).toList();
        List<String> further = new ArrayList<>(
                before.certificates().subList(1, before.certificates().size()));
        wanted.stream().filter(arn -> !further.contains(arn)).distinct().forEach(further::add);
        Listener after = before.withCertificates(withDefault(before, further));
        reader.checkRoom(state.loadBalancer(before.loadBalancerArn()), after);
        state.listeners.put(after.arn(), after);
        ObjectNode result = Tree.node();
        result.set(
                "Certificates",
                Tree.list(wanted, arn -> Tree.node().put("CertificateArn", arn).put("IsDefault", false)));
        return result;
    }

    private static List<String> withDefault(Listener listener, List<String> further) {
        List<String> all = new ArrayList<>();
        all.add(listener.certificates().getFirst());
        all.addAll(further);
        return all;
    }

    /** The default certificate can be replaced, not removed (RemoveListenerCertificates). */
    private ObjectNode remove(Fields input) {
        Listener before = secured(input);
        List<String> unwanted = arns(input);
        List<String> further = new ArrayList<>(
                before.certificates().subList(1, before.certificates().size()));
        String byDefault = before.certificates().getFirst();
        if (unwanted.contains(byDefault) && !further.contains(byDefault)) {
            throw ApiError.of("OperationNotPermitted", "The default certificate '" + byDefault + "' cannot be removed");
        }
        further.removeAll(unwanted);
        state.listeners.put(before.arn(), before.withCertificates(withDefault(before, further)));
        return Tree.node();
    }

    private record Shown(String arn, boolean isDefault) {}

    private ObjectNode describe(Fields input) {
        List<String> all = state.listener(input.required("ListenerArn")).certificates();
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            shown.add(new Shown(all.get(i), i == 0));
        }
        return Paging.write(
                input,
                "Certificates",
                shown,
                state.setting.quotas().pageSize(),
                each -> Tree.node().put("CertificateArn", each.arn()).put("IsDefault", each.isDefault()));
    }
}
